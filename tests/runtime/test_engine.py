"""Steps handed to the scheduler: order, skips, failures, types, sources (3.3, 3.4, 3.6)."""

from __future__ import annotations

from typing import Any

import pytest

from modec.runtime.engine import From, FromMany, Source, Step, run_steps
from modec.runtime.errors import DagsterTypeCheckDidNotPass, DagsterTypeLoadingError
from modec.runtime.events import Output
from modec.runtime.loading import FromConfig, load_list, load_scalar
from modec.runtime.outputs import Out
from modec.runtime.types import Int, ListType, Nothing


def noting(seen: list[Any], key: str, value: Any = None, error: Exception | None = None) -> Any:
    """A function that notes its call with its inputs."""

    def compute(**inputs: Any) -> Any:
        seen.append((key, inputs) if inputs else key)
        if error:
            raise error
        return value

    return compute


def chain(seen: list[Any], *rows: str, priorities: dict[str, int] | None = None) -> list[Step]:
    """`"c<a,b"` is a step c that waits for a and b."""
    steps = []
    for row in rows:
        key, _, upstream = row.partition("<")
        inputs = {up: From(up) for up in upstream.split(",") if up}
        steps.append(
            Step(
                key,
                noting(seen, key),
                inputs=inputs,
                nothing=tuple(inputs),
                priority=(priorities or {}).get(key, 0),
            )
        )
    return steps


def test_the_queue_is_first_in_first_out(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(pipeline, chain(seen, "a", "b", "c<b", "z<a"))
    assert seen == ["a", "b", "z", "c"]


def test_priorities(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(pipeline, chain(seen, "a", "b", "c<b", priorities={"b": 1, "c": 2}))
    assert seen == ["b", "c", "a"]


def maybe(*names: str) -> Any:
    """A function that yields only the outputs `names`."""

    def compute() -> Any:
        for name in names:
            yield Output(name, name)

    return compute


OPTIONAL = (Out("x", is_required=False), Out("y", is_required=False))


def test_a_step_without_its_value_is_skipped_and_so_is_what_follows(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(
        pipeline,
        [
            Step("a", maybe("y"), outputs=OPTIONAL),
            Step("s", noting(seen, "s"), inputs={"v": From("a", "x")}),
            Step("t", noting(seen, "t"), inputs={"v": From("a", "y")}),
            Step("u", noting(seen, "u"), inputs={"v": From("s")}),
        ],
    )
    assert seen == [("t", {"v": "y"})]
    assert pipeline.kinds("s") == pipeline.kinds("u") == ["STEP_SKIPPED"]
    assert "Skipping step u due to skipped dependencies: ['s']." in pipeline.messages("INFO")
    assert not pipeline.failed


def test_a_list_has_what_was_given_and_is_skipped_when_nothing_was(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(
        pipeline,
        [
            Step("a", maybe("y"), outputs=OPTIONAL),
            Step("b", noting(seen, "b"), inputs={"v": FromMany(From("a", "x"), From("a", "y"))}),
            Step("c", noting(seen, "c"), inputs={"v": FromMany(From("a", "x"))}),
        ],
    )
    assert seen == [("b", {"v": ["y"]})]
    assert pipeline.kinds("c") == ["STEP_SKIPPED"]


def test_failure_wins_over_skip(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(
        pipeline,
        [
            Step("a", maybe(), outputs=OPTIONAL),
            Step("b", noting(seen, "b", error=ValueError())),
            Step("c", noting(seen, "c"), inputs={"v": From("a", "x"), "w": From("b")}),
            Step("d", noting(seen, "d"), inputs={"v": From("c")}),
        ],
    )
    assert seen == ["b"] and pipeline.failed == ["b"]
    assert pipeline.kinds("c") == pipeline.kinds("d") == []
    assert [line for line in pipeline.messages("ERROR") if "Dependencies" in line] == [
        "Dependencies for step c failed: ['b']. Not executing.",
        "Dependencies for step d were not executed: ['c']. Not executing.",
    ]


def test_returning_none_from_an_optional_output_emits_it_with_a_warning(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(
        pipeline,
        [
            Step("a", lambda: None, outputs=(Out(is_required=False),)),
            Step("b", noting(seen, "b"), inputs={"v": From("a")}),
        ],
    )
    assert seen == [("b", {"v": None})]
    assert 'Value "None" returned for non-required output' in pipeline.messages("WARNING")[0]


def test_a_failure_after_an_output_abandons_what_depends_on_it(pipeline: Any) -> None:
    def compute() -> Any:
        yield Output(1)
        raise ValueError

    seen: list[Any] = []
    run_steps(pipeline, [Step("a", compute), Step("b", noting(seen, "b"), inputs={"v": From("a")})])
    assert seen == [] and pipeline.failed == ["a"]


def test_the_same_output_twice(pipeline: Any) -> None:
    def compute() -> Any:
        yield Output(1)
        yield Output(2)

    run_steps(pipeline, [Step("a", compute)])
    assert '"result" multiple times' in str(pipeline.error("a"))


def test_inputs_are_loaded_and_checked_by_name_and_known_values_need_no_step(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(
        pipeline,
        [
            Step("a", lambda: 1),
            Step(
                "b",
                lambda n, y, x: seen.append((n, x, y)),
                ["ctx"],
                {"y": Source(2), "x": From("a")},
                {"x": Int, "y": Int},
            ),
        ],
    )
    assert seen == [("ctx", 1, 2)]
    told = [data for kind, step, data in pipeline.happenings if kind == "STEP_INPUT"]
    assert [(data["name"], data["value"]) for data in told] == [("x", 1), ("y", 2)]
    assert told[0]["message"] == 'Got input "x" of type "Int". (Type check passed).'


def test_a_failed_check_is_told_and_fails_the_step(pipeline: Any) -> None:
    run_steps(
        pipeline,
        [
            Step("a", lambda: "x"),
            Step("b", lambda x: x, inputs={"x": From("a")}, types={"x": Int}),
            Step("c", lambda: "x", outputs=(Out("result", Int),)),
        ],
    )
    assert isinstance(pipeline.error("b"), DagsterTypeCheckDidNotPass)
    assert isinstance(pipeline.error("c"), DagsterTypeCheckDidNotPass)
    shown = [
        data["message"] for kind, _, data in pipeline.happenings if kind.startswith("STEP_OUTPUT")
    ]
    assert shown[-1] == 'Yielded output "result" of type "Int". Warning! Type check failed.'


def test_nothing_orders_and_is_emitted_unasked(pipeline: Any) -> None:
    def compute() -> Any:
        yield from ()

    seen: list[Any] = []
    run_steps(
        pipeline,
        [
            Step("z", compute, outputs=(Out("result", Nothing),)),
            Step("a", noting(seen, "a"), inputs={"start": From("z")}, nothing=("start",)),
        ],
    )
    assert seen == ["a"] and pipeline.kinds("z")[-1] == "STEP_SUCCESS"


def test_inputs_from_config(pipeline: Any, tmp_path: Any) -> None:
    (tmp_path / "v.json").write_text('{"value": 3}')
    seen: list[Any] = []
    values = [1, {"value": 2}, {"json": {"path": str(tmp_path / "v.json")}}]
    run_steps(
        pipeline,
        [
            Step(
                "a",
                noting(seen, "a"),
                inputs={"v": FromConfig(values, load_list(load_scalar))},
                types={"v": ListType(Int)},
            ),
            Step(
                "b",
                noting(seen, "b"),
                inputs={"v": FromConfig({"pickle": {"path": "nowhere"}}, load_scalar)},
            ),
        ],
    )
    assert seen == [("a", {"v": [1, 2, 3]})]
    assert isinstance(pipeline.error("b"), DagsterTypeLoadingError)
    assert isinstance(pipeline.error("b").__cause__, FileNotFoundError)


def test_a_list_of_mixed_sources(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(
        pipeline,
        [
            Step("a", lambda: 1),
            Step("b", noting(seen, "b"), inputs={"v": FromMany(From("a"), From("a"))}),
        ],
    )
    assert seen == [("b", {"v": [1, 1]})]


def test_the_first_failure_may_end_the_run_by_a_subclass(pipeline: Any) -> None:
    cause = ValueError()

    def raising(key: str, error: BaseException, *rest: Any) -> None:
        raise error

    pipeline.step_failed = raising
    seen: list[Any] = []
    with pytest.raises(ValueError) as caught:
        run_steps(
            pipeline, [Step("a", noting(seen, "a", error=cause)), Step("b", noting(seen, "b"))]
        )
    assert caught.value is cause and seen == ["a"]
