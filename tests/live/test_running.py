"""A pipeline runs in the test's own process: values, order, events."""

from typing import Any

import pytest

from modec import (
    DagsterEventType,
    DagsterInvariantViolationError,
    InputDefinition,
    ModeDefinition,
    Output,
    OutputDefinition,
    composite_solid,
    execute_pipeline,
    execute_pipeline_iterator,
    pipeline,
    resource,
    solid,
)


def test_values_flow_and_are_shared_by_identity() -> None:
    seen: list[Any] = []

    @solid
    def make(_: Any) -> list:  # type: ignore[type-arg]
        return [1]

    @solid
    def look(_: Any, x: list) -> None:  # type: ignore[type-arg]
        seen.append(x)

    @pipeline
    def flow() -> None:
        look(make())

    result = execute_pipeline(flow)
    assert result.success
    assert seen[0] is result.output_for_solid("make")


def test_resources_come_up_in_order_and_down_in_reverse(journal: list[Any]) -> None:
    @resource
    def db(_: Any) -> Any:
        journal.append("db up")
        yield "DB"
        journal.append("db down")

    @resource(required_resource_keys={"db"})
    def app(context: Any) -> Any:
        journal.append(f"app up on {context.resources.db}")
        yield "APP"
        journal.append("app down")

    @solid(required_resource_keys={"app"})
    def use(context: Any) -> str:
        assert not hasattr(context.resources, "db")
        journal.append("use")
        return str(context.resources.app)

    @pipeline(mode_defs=[ModeDefinition(resource_defs={"app": app, "db": db})])
    def flow() -> None:
        use()

    assert execute_pipeline(flow).output_for_solid("use") == "APP"
    assert journal == ["db up", "app up on DB", "use", "app down", "db down"]


def test_events_in_the_order_of_the_reference(one: Any) -> None:
    @pipeline
    def flow() -> None:
        one()

    kinds = [event.event_type_value for event in execute_pipeline(flow).event_list]
    assert kinds == [
        "PIPELINE_START",
        "ENGINE_EVENT",
        "ENGINE_EVENT",
        "ENGINE_EVENT",
        "LOGS_CAPTURED",
        "STEP_START",
        "STEP_OUTPUT",
        "HANDLED_OUTPUT",
        "STEP_SUCCESS",
        "ENGINE_EVENT",
        "PIPELINE_SUCCESS",
    ]


def test_iterator_gives_the_events(one: Any) -> None:
    @pipeline
    def flow() -> None:
        one()

    events = list(execute_pipeline_iterator(flow))
    assert events[-1].event_type is DagsterEventType.PIPELINE_SUCCESS
    assert [event.step_key for event in events if event.is_step_success] == ["one"]


def test_optional_outputs_skip_what_is_downstream() -> None:
    @solid(output_defs=[OutputDefinition(name="a", is_required=False), OutputDefinition(name="b")])
    def split(_: Any) -> Any:
        yield Output(2, "b")

    @solid
    def take(_: Any, x: Any) -> Any:
        return x

    @pipeline
    def flow() -> None:
        a, b = split()
        take.alias("take_a")(a)
        take.alias("take_b")(b)

    result = execute_pipeline(flow)
    assert result.success
    assert result.result_for_solid("take_a").skipped
    assert result.output_for_solid("take_b") == 2
    with pytest.raises(DagsterInvariantViolationError, match="Did not find result a"):
        result.output_for_solid("split", "a")


def test_composites_have_results_at_every_depth(one: Any) -> None:
    @solid
    def add(_: Any, x: int) -> int:
        return x + 1

    @composite_solid(output_defs=[OutputDefinition(int)])
    def inner() -> Any:
        return add(one())

    @pipeline
    def flow() -> None:
        inner()

    result = execute_pipeline(flow)
    assert result.output_for_solid("inner.add") == 2
    assert result.result_for_solid("inner").output_value() == 2
    assert result.result_for_handle("inner.one").success


def test_a_list_of_inputs_from_several_kinds_of_sources(one: Any) -> None:
    @solid(input_defs=[InputDefinition("xs", list[int])])
    def total(_: Any, xs: Any) -> int:
        return sum(xs)

    @composite_solid
    def inner(extra: int) -> Any:
        return total([one(), extra])

    @pipeline
    def flow() -> None:
        inner()

    config = {"solids": {"inner": {"inputs": {"extra": 5}}}}
    assert execute_pipeline(flow, config).output_for_solid("inner.total") == 6
