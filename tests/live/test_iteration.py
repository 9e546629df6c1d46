"""Live runs that are watched event by event, and that are interrupted."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from modec import (
    DagsterInvalidConfigError,
    ModeDefinition,
    Output,
    OutputDefinition,
    execute_pipeline,
    execute_pipeline_iterator,
    pipeline,
    resource,
    solid,
)
from modec.runtime.errors import DagsterExecutionInterruptedError

DONE: list[str] = []


@resource
def database() -> Iterator[str]:
    DONE.append("up")
    yield "database"
    DONE.append("down")


@solid(
    output_defs=[OutputDefinition(name="a"), OutputDefinition(name="b")],
    required_resource_keys={"database"},
)
def two(context: Any) -> Any:
    DONE.append("a")
    yield Output(1, "a")
    DONE.append("b")
    yield Output(2, "b")


@solid
def after(value: Any) -> None:
    DONE.append("after")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"database": database})])
def watched() -> None:
    a, _ = two()
    after(a)


def test_each_event_comes_before_what_follows_it() -> None:
    DONE.clear()
    when = {}
    for event in execute_pipeline_iterator(watched):
        when.setdefault((event.event_type_value, event.step_key), list(DONE))
    assert when["PIPELINE_START", None] == []
    assert when["STEP_START", "two"] == ["up"]
    assert when["STEP_OUTPUT", "two"] == ["up", "a"]
    assert when["STEP_INPUT", "after"] == ["up", "a", "b"]
    assert when["PIPELINE_SUCCESS", None] == ["up", "a", "b", "after", "down"]


def test_whoever_stops_listening_has_the_resources_torn_down() -> None:
    DONE.clear()
    events = execute_pipeline_iterator(watched)
    for event in events:
        if event.event_type_value == "STEP_OUTPUT":
            break
    events.close()  # type: ignore[attr-defined]
    assert DONE == ["up", "a", "down"]


def test_bad_config_is_refused_when_the_first_event_is_asked_for() -> None:
    with pytest.raises(DagsterInvalidConfigError):
        next(iter(execute_pipeline_iterator(watched, {"nothing": 1})))


@solid(required_resource_keys={"database"})
def interrupted(context: Any) -> None:
    os.kill(os.getpid(), signal.SIGINT)
    DONE.append("never")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"database": database})])
def interrupted_pipeline() -> None:
    interrupted()


def test_a_signal_fails_the_step_and_the_run_and_tears_down() -> None:
    DONE.clear()
    before = signal.getsignal(signal.SIGINT)
    result = execute_pipeline(interrupted_pipeline, raise_on_error=False)
    assert not result.success
    assert DONE == ["up", "down"]
    kinds = [event.event_type_value for event in result.event_list if event.is_failure]
    assert kinds == ["STEP_FAILURE", "PIPELINE_FAILURE"]
    assert "Execution was interrupted unexpectedly." in result.event_list[-1].message
    assert signal.getsignal(signal.SIGINT) is before


def test_a_signal_is_raised_as_dagsters_own_error() -> None:
    with pytest.raises(DagsterExecutionInterruptedError):
        execute_pipeline(interrupted_pipeline)
