"""What happens in a live run, as the events that tests and callers read (5.3)."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from modec.runtime.errors import (
    DagsterError,
    DagsterExecutionStepExecutionError,
    DagsterInvariantViolationError,
)


class DagsterEventType(Enum):
    """The kinds of events."""

    STEP_OUTPUT = "STEP_OUTPUT"
    STEP_INPUT = "STEP_INPUT"
    STEP_FAILURE = "STEP_FAILURE"
    STEP_START = "STEP_START"
    STEP_SUCCESS = "STEP_SUCCESS"
    STEP_SKIPPED = "STEP_SKIPPED"
    STEP_UP_FOR_RETRY = "STEP_UP_FOR_RETRY"
    STEP_RESTARTED = "STEP_RESTARTED"
    ASSET_MATERIALIZATION = "ASSET_MATERIALIZATION"
    STEP_EXPECTATION_RESULT = "STEP_EXPECTATION_RESULT"
    PIPELINE_START = "PIPELINE_START"
    PIPELINE_SUCCESS = "PIPELINE_SUCCESS"
    PIPELINE_FAILURE = "PIPELINE_FAILURE"
    LOADED_INPUT = "LOADED_INPUT"
    HANDLED_OUTPUT = "HANDLED_OUTPUT"
    ENGINE_EVENT = "ENGINE_EVENT"
    HOOK_COMPLETED = "HOOK_COMPLETED"
    HOOK_ERRORED = "HOOK_ERRORED"
    HOOK_SKIPPED = "HOOK_SKIPPED"
    LOGS_CAPTURED = "LOGS_CAPTURED"


class StepKind(Enum):
    """The kinds of steps."""

    COMPUTE = "COMPUTE"


HOOK_EVENTS = ("HOOK_COMPLETED", "HOOK_ERRORED", "HOOK_SKIPPED")


@dataclass(frozen=True)
class ErrorInfo:
    """An exception as text, with its cause."""

    message: str
    stack: list[str]
    cls_name: str
    cause: ErrorInfo | None = None

    def to_string(self) -> str:
        """The whole text: message, traceback, causes."""
        text = f"{self.message}\nStack Trace:\n{''.join(self.stack)}"
        if self.cause is not None:
            text += f"\nThe above exception was caused by the following exception:\n{self.cause.to_string()}"
        return text


def error_info(error: BaseException) -> ErrorInfo:
    """The text of an exception and of its causes."""
    return ErrorInfo(
        "".join(traceback.format_exception_only(type(error), error)),
        traceback.format_tb(error.__traceback__),
        type(error).__name__,
        None if error.__cause__ is None else error_info(error.__cause__),
    )


def step_error(error: BaseException, described: str) -> ErrorInfo:
    """The error of a step's failure: an exception of the author's stands inside of one of Dagster's (3.11)."""
    if isinstance(error, DagsterError) or hasattr(error, "control_flow"):
        return error_info(error)
    if not isinstance(error, Exception):
        return error_info(error)
    outer = DagsterExecutionStepExecutionError(f"Error occurred while executing {described}:")
    outer.__cause__ = error
    return error_info(outer)


@dataclass(frozen=True)
class EventData:
    """What is particular to an event; which attributes there are depends on its kind."""

    values: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name == "values" or name not in self.values:
            raise AttributeError(name)
        return self.values[name]

    def __getitem__(self, index: int) -> Any:
        """By position, as Dagster's named tuples have it."""
        return list(self.values.values())[index]


@dataclass(frozen=True)
class DagsterEvent:
    """One thing that happened. `event_specific_data` is None where the kind says all."""

    event_type_value: str
    pipeline_name: str
    message: str
    step_key: str | None = None
    solid_handle: Any = None
    event_specific_data: Any = None
    logging_tags: dict[str, str] = field(default_factory=dict)

    @property
    def event_type(self) -> DagsterEventType:
        """The kind."""
        return DagsterEventType(self.event_type_value)

    @property
    def solid_name(self) -> str:
        """The name of the invocation that the event is about."""
        if self.solid_handle is None:
            raise DagsterInvariantViolationError(f"{self.event_type_value} is about no solid.")
        return str(self.solid_handle.name)

    @property
    def is_step_event(self) -> bool:
        """Whether it tells what happened to a step."""
        kind = self.event_type_value
        return kind.startswith("STEP_") or kind in (
            "ASSET_MATERIALIZATION",
            "LOADED_INPUT",
            "HANDLED_OUTPUT",
        )

    @property
    def is_hook_event(self) -> bool:
        """Whether it is about a hook."""
        return self.event_type_value in HOOK_EVENTS

    @property
    def is_failure(self) -> bool:
        """Whether it says that a step or the run has failed."""
        return self.event_type_value in ("STEP_FAILURE", "PIPELINE_FAILURE")

    @property
    def is_pipeline_event(self) -> bool:
        """Whether it is about the run as a whole."""
        return self.event_type_value.startswith("PIPELINE_")

    def __getattr__(self, name: str) -> Any:
        """`is_step_success` and the like, and `step_output_data` and the like."""
        if name in _FLAGS:
            return self.event_type_value == _FLAGS[name]
        if name in _DATA:
            if self.event_type_value != _DATA[name]:
                raise DagsterInvariantViolationError(
                    f"{name} is of events {_DATA[name]}, not of {self.event_type_value}."
                )
            return self.event_specific_data
        raise AttributeError(name)


_FLAGS = {
    "is_step_success": "STEP_SUCCESS",
    "is_successful_output": "STEP_OUTPUT",
    "is_step_start": "STEP_START",
    "is_step_failure": "STEP_FAILURE",
    "is_step_skipped": "STEP_SKIPPED",
    "is_step_up_for_retry": "STEP_UP_FOR_RETRY",
    "is_step_restarted": "STEP_RESTARTED",
    "is_pipeline_success": "PIPELINE_SUCCESS",
    "is_pipeline_failure": "PIPELINE_FAILURE",
    "is_engine_event": "ENGINE_EVENT",
    "is_handled_output": "HANDLED_OUTPUT",
    "is_loaded_input": "LOADED_INPUT",
    "is_step_materialization": "ASSET_MATERIALIZATION",
}

_DATA = {
    "step_input_data": "STEP_INPUT",
    "step_output_data": "STEP_OUTPUT",
    "step_success_data": "STEP_SUCCESS",
    "step_failure_data": "STEP_FAILURE",
    "step_retry_data": "STEP_UP_FOR_RETRY",
    "step_materialization_data": "ASSET_MATERIALIZATION",
    "step_expectation_result_data": "STEP_EXPECTATION_RESULT",
    "pipeline_failure_data": "PIPELINE_FAILURE",
    "engine_event_data": "ENGINE_EVENT",
    "hook_completed_data": "HOOK_COMPLETED",
    "hook_errored_data": "HOOK_ERRORED",
    "hook_skipped_data": "HOOK_SKIPPED",
}
