"""Nodes that are called the same in several scopes: Dagster takes the one that was planned last (3.4)."""

from __future__ import annotations

from typing import Any

import pytest

from modec import (
    DynamicOutput,
    DynamicOutputDefinition,
    composite_solid,
    pipeline,
    solid,
)
from modec.diagnostics import Refused
from modec.inspect.namesakes import namesake_findings
from modec.plan import make_plan
from modec.plan.records import FromMany, FromStep


@solid
def start(_: Any) -> Any:
    return 1


@solid
def add_one(_: Any, x: Any) -> Any:
    return x + 1


@solid
def total(_: Any, a: Any, b: Any) -> Any:
    return a + b


@solid
def listed(_: Any, every: Any) -> Any:
    return every


@solid(output_defs=[DynamicOutputDefinition()])
def many(_: Any) -> Any:
    yield DynamicOutput(1, mapping_key="one")


@composite_solid
def again(number: Any) -> Any:
    return add_one(number)


def test_a_node_of_a_composite_takes_the_place_of_its_namesake() -> None:
    @pipeline
    def adding() -> None:
        once = add_one(start())
        total(once, again(once))

    plan = make_plan(adding, None)
    first, second = plan.step("total").inputs
    assert first.source == second.source == FromStep("again.add_one", "result")
    assert isinstance(first.source, FromStep) and first.source.meant == "add_one"
    assert plan.step("again.add_one").inputs[0].source == FromStep("add_one", "result")
    (found,) = namesake_findings(plan)
    assert found.code == "MD305" and "'again.add_one', not by 'add_one'" in found.message


def test_in_a_list_too() -> None:
    @pipeline
    def adding() -> None:
        once = add_one(start())
        listed([once, again(once)])

    plan = make_plan(adding, None)
    source = plan.step("listed").inputs[0].source
    assert source == FromMany((FromStep("again.add_one", "result"),) * 2)
    assert len(list(namesake_findings(plan))) == 1


def test_a_namesake_that_is_planned_before_changes_nothing() -> None:
    @pipeline
    def adding() -> None:
        total(add_one(again(start())), start())

    plan = make_plan(adding, None)
    assert plan.step("total").inputs[0].source == FromStep("add_one", "result")
    assert list(namesake_findings(plan)) == []


def test_what_is_collected_must_not_become_a_single_value() -> None:
    @pipeline
    def collecting() -> None:
        again.alias("b_again")(start())
        listed.alias("z_listed")(many().map(add_one).collect())

    with pytest.raises(Refused) as refused:
        make_plan(collecting, None)
    assert refused.value.diagnostics[0].code == "MD304"
