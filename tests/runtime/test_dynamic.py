"""Dynamic outputs (3.7)."""

from __future__ import annotations

from typing import Any

import pytest

from modec.runtime.context import SolidExecutionContext
from modec.runtime.dynamic import Collecting, DynamicOutput, FromCollected, FromMapped, Mapped
from modec.runtime.engine import From, FromMany, Step, run_steps
from modec.runtime.errors import DagsterInvalidDefinitionError
from modec.runtime.events import Output
from modec.runtime.outputs import Out

OVER = ("dyn", "result")
DYNAMIC = (Out(is_dynamic=True),)


def numbers(*keys: str) -> Any:
    """A function that yields the keys as values."""

    def compute() -> Any:
        for key in keys:
            yield DynamicOutput(key * 2, mapping_key=key)

    return compute


def noting(seen: list[Any], name: str, error_for: str = "") -> Any:
    def compute(x: Any) -> Any:
        seen.append((name, x))
        if x == error_for:
            raise ValueError(x)
        return f"{name}{x}"

    return compute


def region(seen: list[Any], *keys: str, error_for: str = "") -> list[Step]:
    """dyn -> add1 -> again, collected by all, and all elements collected by raw."""
    return [
        Step("dyn", numbers(*keys), outputs=DYNAMIC),
        Mapped(OVER, "add1", noting(seen, "add1", error_for), inputs={"x": FromMapped("dyn")}),
        Mapped(OVER, "again", noting(seen, "again"), inputs={"x": FromMapped("add1")}),
        Collecting(
            "all", noting(seen, "all"), inputs={"x": FromCollected("again", "result", OVER)}
        ),
        Collecting("raw", noting(seen, "raw"), inputs={"x": FromCollected("dyn", "result", OVER)}),
        Step("end", noting(seen, "end"), inputs={"x": From("all")}),
    ]


def test_mapped_steps_run_level_by_level_in_the_order_of_the_keys(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(pipeline, region(seen, "b", "a"))
    assert seen == [
        ("add1", "bb"),
        ("add1", "aa"),
        ("raw", ["bb", "aa"]),
        ("again", "add1bb"),
        ("again", "add1aa"),
        ("all", ["againadd1bb", "againadd1aa"]),
        ("end", "all['againadd1bb', 'againadd1aa']"),
    ]
    assert pipeline.kinds("add1[b]")[0] == "STEP_START"


def test_collecting_nothing_gives_an_empty_list(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(pipeline, region(seen))
    assert seen == [("all", []), ("raw", []), ("end", "all[]")]


def test_a_failed_element_abandons_what_collects_it(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(pipeline, region(seen, "a", "b", error_for="aa"))
    assert [name for name, _ in seen] == ["add1", "add1", "raw", "again"]
    assert pipeline.failed == ["add1[a]"]


def test_a_failed_dynamic_step_ends_all_that_hangs_on_it(pipeline: Any) -> None:
    seen: list[Any] = []
    steps = region(seen, "a", "a")
    run_steps(pipeline, steps)
    assert seen == [] and pipeline.failed == ["dyn"]
    assert 'with mapping_key "a" multiple times' in str(pipeline.error("dyn"))


def test_skipped_elements_are_left_out_of_the_list(pipeline: Any) -> None:
    seen: list[Any] = []

    def sometimes(x: str) -> Any:
        if x == "aa":
            yield Output(x)

    run_steps(
        pipeline,
        [
            Step("dyn", numbers("a", "b"), outputs=DYNAMIC),
            Mapped(
                OVER,
                "some",
                sometimes,
                inputs={"x": FromMapped("dyn")},
                outputs=(Out(is_required=False),),
            ),
            Mapped(OVER, "next", noting(seen, "next"), inputs={"x": FromMapped("some")}),
            Collecting(
                "all", noting(seen, "all"), inputs={"x": FromCollected("next", "result", OVER)}
            ),
        ],
    )
    assert seen == [("next", "aa"), ("all", ["nextaa"])]
    assert pipeline.kinds("next[b]") == ["STEP_SKIPPED"]


def test_a_skipped_dynamic_step_gives_no_elements(pipeline: Any) -> None:
    seen: list[Any] = []

    def never() -> Any:
        yield from ()

    first = Step("first", never, outputs=(Out(is_required=False),))
    steps = region(seen, "a")
    steps[0] = Step("dyn", lambda x: x, inputs={"x": From("first")}, outputs=DYNAMIC)
    run_steps(pipeline, [first, *steps])
    assert seen == [("all", []), ("raw", []), ("end", "all[]")]


def test_the_key_is_in_the_context(pipeline: Any) -> None:
    seen: list[Any] = []
    steps = [
        Step("dyn", numbers("a", "b"), outputs=DYNAMIC),
        Mapped(
            OVER,
            "m",
            lambda context, x: seen.append(
                (context.get_mapping_key(), context.describe_op(), context.solid.name)
            ),
            [SolidExecutionContext(pipeline, "m")],
            inputs={"x": FromMapped("dyn")},
        ),
    ]
    run_steps(pipeline, steps)
    assert seen == [("a", 'solid "m"', "m"), ("b", 'solid "m"', "m")]


@pytest.mark.parametrize(
    "outputs, event, text",
    [
        (DYNAMIC, Output(1), "must yield DynamicOutput, got Output"),
        ((Out(),), DynamicOutput(1, "a"), "did not use DynamicOutputDefinition"),
    ],
)
def test_mixed_up_outputs(pipeline: Any, outputs: Any, event: Any, text: str) -> None:
    def compute() -> Any:
        yield event

    run_steps(pipeline, [Step("a", compute, outputs=outputs)])
    assert text in str(pipeline.error("a"))


@pytest.mark.parametrize("key", ["a b", "", "config", "class"])
def test_bad_keys(key: str) -> None:
    with pytest.raises(DagsterInvalidDefinitionError, match="is not a valid name in Dagster"):
        DynamicOutput(1, key)


def test_a_fan_in_within_the_region_has_the_values_for_the_same_key(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(
        pipeline,
        [
            Step("dyn", numbers("a", "b"), outputs=DYNAMIC),
            Mapped(OVER, "one", noting(seen, "one"), inputs={"x": FromMapped("dyn")}),
            Mapped(
                OVER,
                "both",
                noting(seen, "both"),
                inputs={"x": FromMany(FromMapped("dyn"), FromMapped("one"))},
            ),
        ],
    )
    assert seen[2:] == [("both", ["aa", "oneaa"]), ("both", ["bb", "onebb"])]
