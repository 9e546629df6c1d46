"""Hooks that are handed the events of each attempt of a step (3.9)."""

import copy
from typing import Any, List, Optional

from modec.runtime.context import absent
from modec.runtime.errors import CheckError
from modec.runtime.hooks import Hook
from modec.runtime.run import Run

FLAGS = {
    "is_step_start": "STEP_START",
    "is_step_restarted": "STEP_RESTARTED",
    "is_step_success": "STEP_SUCCESS",
    "is_step_failure": "STEP_FAILURE",
    "is_step_up_for_retry": "STEP_UP_FOR_RETRY",
    "is_step_skipped": "STEP_SKIPPED",
    "is_successful_output": "STEP_OUTPUT",
    "is_handled_output": "HANDLED_OUTPUT",
    "is_loaded_input": "LOADED_INPUT",
    "is_step_materialization": "ASSET_MATERIALIZATION",
}
"""What asks for the kind of an event, and the kinds."""


class HookExecutionResult:
    """What the function of an event list hook has to return: whether it did anything."""

    def __init__(self, hook_name: str, is_skipped: Optional[bool] = None) -> None:
        self.hook_name = hook_name
        self.is_skipped = is_skipped


class StepEventRecord:
    """One thing that happened in a step: its kind and its message."""

    def __init__(self, pipeline_name: str, kind: str, message: str, step_key: str) -> None:
        self.pipeline_name = pipeline_name
        self.event_type_value = kind
        self.message = message
        self.step_key = step_key

    @property
    def is_failure(self) -> bool:
        """Whether the step has failed."""
        return self.event_type_value == "STEP_FAILURE"

    def __getattr__(self, name: str) -> bool:
        if name not in FLAGS:
            raise absent(name)
        return self.event_type_value == FLAGS[name]


def record_events(pipeline: Run) -> None:
    """From now on, `pipeline.events` has what happens in its steps."""
    tell, events = pipeline.event, []

    def event(kind: str, message: str, step: Optional[str] = None, **data: Any) -> None:
        tell(kind, message, step, **data)
        if step is not None:
            events.append(StepEventRecord(pipeline.name, kind, message, step))

    pipeline.__dict__.update(event=event, events=events)


def attempt_events(events: List[Any], key: str) -> List[Any]:
    """What happened in the latest attempt of a step."""
    passed = ("ENGINE_EVENT", "LOGS_CAPTURED")
    own = [
        event
        for event in events
        if event.step_key == key
        and event.event_type_value not in passed
        and not event.event_type_value.startswith("HOOK_")
    ]
    starts = [
        i for i, e in enumerate(own) if e.event_type_value in ("STEP_START", "STEP_RESTARTED")
    ]
    return own[starts[-1] if starts else 0 :]


class EventListHook(Hook):
    """A hook that is called after each attempt of a step, with the attempt's events."""

    def after(self, pipeline: Any, step: Any, outcome: Any) -> None:
        """Calls the function. Raises CheckError unless it returns a HookExecutionResult."""
        given: List[Any] = []
        function: Any = self.function
        events = attempt_events(pipeline.events, step.key)
        called = copy.copy(self)
        called.function = lambda context: given.append(function(context, events))
        called.wanted = outcome.success
        attempt: Any = Attempt(pipeline, given)
        Hook.after(called, attempt, step, outcome)
        for result in given:
            if not isinstance(result, HookExecutionResult):
                raise CheckError(
                    f"Invariant failed. Description: Error in hook {self.name}: hook unexpectedly returned result "
                    f"{result} of type {type(result)}. Should be a HookExecutionResult"
                )


class Attempt:
    """A run, for a hook whose function says itself whether it did anything: its results come into `given`."""

    def __init__(self, pipeline: Run, given: List[Any]) -> None:
        self._pipeline = pipeline
        self._given = given

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pipeline, name)

    def event(self, kind: str, message: str, step: str, **data: Any) -> None:
        """Tells what became of the hook, unless it is yet to be refused."""
        result = self._given[0] if self._given else None
        if kind == "HOOK_COMPLETED":
            if not isinstance(result, HookExecutionResult):
                return
            if result.is_skipped:
                kind = "HOOK_SKIPPED"
                message = f'Skipped the execution of hook "{result.hook_name}".'
        self._pipeline.event(kind, message, step, **data)
