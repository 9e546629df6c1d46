"""Plan order, run order, and where inputs come from (3.3, 3.4)."""

from __future__ import annotations

from typing import Any

import pytest

from modec.definitions.graph import composite_solid
from modec.definitions.inputs import InputDefinition
from modec.definitions.outputs import DynamicOutputDefinition, OutputDefinition
from modec.definitions.pipeline import pipeline
from modec.definitions.solid import solid
from modec.diagnostics import Refused
from modec.plan import make_plan
from modec.plan.records import FromCollected, FromConfig, FromMany, FromMapped, FromStep, Nowhere
from modec.runtime.errors import CheckError
from modec.runtime.retries import RetryPolicy
from tests.plan.conftest import step


def test_the_order_is_a_ready_queue_and_not_level_order() -> None:
    a, b, c, z = (step(name, inputs=int(name in "cz")) for name in "abcz")

    @pipeline
    def work() -> None:
        c(b())
        z(a())

    plan = make_plan(work, None)
    assert [each.key for each in plan.steps] == ["a", "b", "c", "z"]
    assert plan.order == ("a", "b", "z", "c")


def test_names_are_sorted_as_strings_and_priority_comes_first() -> None:
    x = step("x", inputs=0)

    @pipeline
    def work() -> None:
        for _ in range(10):
            x()
        x.alias("late").tag({"dagster/priority": "3"})()

    plan = make_plan(work, None)
    assert plan.order is not None
    assert plan.order[:4] == ("late", "x", "x_10", "x_2")


def test_composites_are_expanded_in_place() -> None:
    one, two, last = step("one", inputs=0), step("two"), step("a_last")

    @composite_solid
    def comp() -> Any:
        return two(one())

    @pipeline
    def work() -> None:
        last(comp())

    plan = make_plan(work, None)
    assert [each.key for each in plan.steps] == ["comp.one", "comp.two", "a_last"]
    assert plan.step("comp.two").inputs[0].source == FromStep("comp.one", "result")
    assert plan.step("a_last").inputs[0].source == FromStep("comp.two", "result")
    assert plan.step("comp.one").config_path == ("solids", "comp", "solids", "one", "config")


def test_inputs_of_composites_are_followed_inwards() -> None:
    first, inner = step("first", inputs=0), step("inner")

    @composite_solid
    def comp(x: Any) -> None:
        inner(x)

    @pipeline
    def work() -> None:
        comp(first())
        comp.alias("loose")()

    plan = make_plan(work, None)
    assert plan.step("comp.inner").inputs[0].source == FromStep("first", "result")
    assert plan.step("loose.inner").inputs[0].source == FromConfig(
        ("solids", "loose", "inputs", "x")
    )


def test_fan_in_keeps_the_order_of_the_list() -> None:
    a, b, joined = step("a", inputs=0), step("b", inputs=0), step("joined")

    @pipeline
    def work() -> None:
        joined([b(), a()])

    source = make_plan(work, None).step("joined").inputs[0].source
    assert source == FromMany((FromStep("b", "result"), FromStep("a", "result")))


def test_defaults_stand_behind_run_config() -> None:
    @solid
    def lone(context: Any, x: int = 3) -> None: ...

    @pipeline
    def work() -> None:
        lone()

    source = make_plan(work, None).step("lone").inputs[0].source
    assert source == FromConfig(("solids", "lone", "inputs", "x"), 3, True)


def test_a_nothing_input_needs_no_source() -> None:
    @solid(input_defs=[InputDefinition("start", type(None))])
    def lone(context: Any) -> None: ...

    @pipeline
    def work() -> None:
        lone()

    (planned,) = make_plan(work, None).step("lone").inputs
    assert planned.nothing
    assert planned.source == Nowhere()


def test_dynamic_regions() -> None:
    @solid(output_defs=[DynamicOutputDefinition()])
    def many(context: Any) -> Any:
        yield None

    each, more, joined = step("each"), step("more"), step("joined")

    @pipeline
    def work() -> None:
        joined(many().map(lambda value: more(each(value))).collect())

    plan = make_plan(work, None)
    assert plan.order is None
    assert plan.step("each").inputs[0].source == FromMapped("many", "result")
    assert plan.step("more").inputs[0].source == FromStep("each", "result")
    assert plan.step("more").mapped_over == ("many", "result")
    assert plan.step("joined").inputs[0].source == FromCollected("more", "result")
    assert plan.step("joined").mapped_over is None


def test_the_order_is_open_where_steps_may_be_skipped_or_retried() -> None:
    @solid(output_defs=[OutputDefinition(is_required=False)])
    def maybe(context: Any) -> None: ...

    follow = step("follow")

    @pipeline
    def alone() -> None:
        maybe()

    @pipeline
    def followed() -> None:
        follow(maybe())

    @pipeline(solid_retry_policy=RetryPolicy())
    def retried() -> None:
        maybe()

    assert make_plan(alone, None).order == ("maybe",)
    assert make_plan(followed, None).order is None
    assert make_plan(retried, None).order is None


def test_retry_policies_of_invocations_win() -> None:
    outer, inner = RetryPolicy(max_retries=1), RetryPolicy(max_retries=2)
    a = step("a", inputs=0)

    @pipeline(solid_retry_policy=outer)
    def work() -> None:
        a()
        a.alias("b").with_retry_policy(inner)()

    plan = make_plan(work, None)
    assert (plan.step("a").retry_policy, plan.step("b").retry_policy) == (outer, inner)


def test_bad_priorities_are_refused() -> None:
    a = step("a", inputs=0)

    @pipeline
    def work() -> None:
        a.tag({"dagster/priority": "high"})()

    with pytest.raises(Refused) as refused:
        make_plan(work, None)
    assert refused.value.diagnostics[0].code == "MD303"


def test_a_selection_makes_inputs_loose() -> None:
    a, b, c = step("a", inputs=0), step("b"), step("c")

    @pipeline
    def work() -> None:
        c(b(a()))

    def keys(*selection: str) -> list[str]:
        return [each.key for each in make_plan(work, None, solid_selection=selection).steps]

    assert keys("*b") == ["a", "b"]
    assert keys("+c") == ["b", "c"]
    assert keys("a+") == ["a", "b"]
    source = make_plan(work, None, solid_selection=["b"]).step("b").inputs[0].source
    assert source == FromConfig(("solids", "b", "inputs", "x"))
    with pytest.raises(Refused) as refused:
        make_plan(work, None, solid_selection=["bb"])
    assert refused.value.diagnostics[0].code == "MD213"


def test_a_pipeline_parameter_gets_no_value() -> None:
    a = step("a")

    @pipeline
    def work(x: Any) -> None:
        a(x)

    with pytest.raises((Refused, CheckError)) as refused:
        make_plan(work, None)
    assert refused.value.diagnostics[0].code == "MD302"  # type: ignore[union-attr]
