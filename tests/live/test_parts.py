"""Single solids, graphs and jobs; hooks, IO managers and loggers in live runs."""

import logging
from typing import Any

import pytest

from modec import (
    DagsterInstance,
    DynamicOutput,
    DynamicOutputDefinition,
    IOManager,
    ModeDefinition,
    execute_pipeline,
    execute_solid,
    execute_solid_within_pipeline,
    graph,
    io_manager,
    logger,
    op,
    pipeline,
    solid,
)
from modec.definitions.hook import event_list_hook
from modec.runtime.event_hooks import HookExecutionResult


@solid
def double(_: Any, x: int) -> int:
    return 2 * x


def test_one_solid() -> None:
    assert execute_solid(double, input_values={"x": 4}).output_value() == 8


def test_one_solid_of_a_pipeline(one: Any) -> None:
    @pipeline
    def flow() -> None:
        double(one())

    result = execute_solid_within_pipeline(flow, "double", {"x": 5})
    assert result.output_value() == 10


def test_graphs_and_jobs() -> None:
    @op
    def five() -> int:
        return 5

    @graph
    def numbers() -> Any:
        return five()

    assert numbers.execute_in_process().result_for_node("five").output_value() == 5
    assert numbers.to_job().execute_in_process().success


def test_an_instance_may_be_handed_over(one: Any) -> None:
    @pipeline
    def flow() -> None:
        one()

    instance = DagsterInstance.ephemeral()
    assert execute_pipeline(flow, instance=instance).success
    with pytest.raises(AttributeError, match="without an instance"):
        instance.get_runs()


def test_dynamic_outputs() -> None:
    @solid(output_defs=[DynamicOutputDefinition()])
    def parts(_: Any) -> Any:
        yield DynamicOutput(1, "a")
        yield DynamicOutput(2, "b")

    @solid
    def total(_: Any, xs: list) -> int:  # type: ignore[type-arg]
        return sum(xs)

    @pipeline
    def flow() -> None:
        total(parts().map(double).collect())

    result = execute_pipeline(flow)
    assert result.output_for_solid("double") == {"a": 2, "b": 4}
    assert result.output_for_solid("total") == 6


def test_event_list_hooks_get_the_events(one: Any, journal: list[Any]) -> None:
    @event_list_hook(required_resource_keys=set())
    def note(context: Any, event_list: Any) -> HookExecutionResult:
        journal.append((context.step_key, [event.event_type_value for event in event_list][-1]))
        return HookExecutionResult("note")

    @pipeline(hook_defs={note})
    def flow() -> None:
        one()

    execute_pipeline(flow)
    assert journal == [("one", "STEP_SUCCESS")]


def test_io_managers_are_told_of_the_definitions(one: Any, journal: list[Any]) -> None:
    class Noting(IOManager):
        def handle_output(self, context: Any, obj: Any) -> None:
            journal.append((context.step_key, context.solid_def.name, obj))

        def load_input(self, context: Any) -> Any:
            return 40

    @io_manager
    def noting(_: Any) -> Noting:
        return Noting()

    @pipeline(mode_defs=[ModeDefinition(resource_defs={"io_manager": noting})])
    def flow() -> None:
        double(one.alias("first")())

    execute_pipeline(flow)
    assert journal == [("first", "one", 1), ("double", "double", 80)]


def test_loggers_that_the_run_config_names(journal: list[Any]) -> None:
    class Noting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            journal.append(record.dagster_meta["orig_message"])  # type: ignore[attr-defined]

    @logger
    def noting(_: Any) -> logging.Logger:
        made = logging.Logger("noting")
        made.addHandler(Noting())
        return made

    @solid
    def speak(context: Any) -> None:
        context.log.info("hello")

    @pipeline(mode_defs=[ModeDefinition(logger_defs={"noting": noting})])
    def flow() -> None:
        speak()

    execute_pipeline(flow)
    assert journal == []
    execute_pipeline(flow, {"loggers": {"noting": {}}})
    assert "hello" in journal
