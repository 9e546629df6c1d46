"""Hooks of live runs (3.9)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from modec.definitions.hook import HookDefinition, HookExecutionResult
from modec.execute.contexts import node_at
from modec.execute.events import DagsterEvent
from modec.execute.run import LiveRun
from modec.plan.records import PlannedStep
from modec.runtime.errors import CheckError
from modec.runtime.hooks import FailureHook, Hook, SuccessHook


class EventListHook(Hook):
    """A hook that is called after each attempt of a step, with the attempt's events."""

    def after(self, pipeline: Any, step: Any, outcome: Any) -> None:
        """Calls the function. Raises `CheckError` unless it returns a `HookExecutionResult`."""
        given: list[Any] = []
        function: Any = self.function
        events = attempt_events(pipeline, step.key)
        attempt: Any = _Attempt(pipeline, given)
        called = copy.copy(self)
        called.function = lambda context: given.append(function(context, event_list=events))
        called.wanted = outcome.success
        Hook.after(called, attempt, step, outcome)
        for result in given:
            if not isinstance(result, HookExecutionResult):
                raise CheckError(
                    f"Invariant failed. Description: Error in hook {self.name}: hook unexpectedly returned result "
                    f"{result} of type {type(result)}. Should be a HookExecutionResult"
                )


class _Attempt:
    """A run, for a hook that may say itself that it did nothing."""

    def __init__(self, pipeline: Any, given: list[Any]) -> None:
        self._pipeline = pipeline
        self._given = given

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pipeline, name)

    def event(self, kind: str, message: str, step: str, **data: Any) -> None:
        """Tells what became of the hook."""
        result: Any = self._given[0] if self._given else None
        if kind == "HOOK_COMPLETED" and not isinstance(result, HookExecutionResult):
            return
        if kind == "HOOK_COMPLETED" and result.is_skipped:
            kind = "HOOK_SKIPPED"
            message = f'Skipped the execution of hook "{result.hook_name}".'
        self._pipeline.event(kind, message, step, **data)


def attempt_events(run: LiveRun, key: str) -> list[DagsterEvent]:
    """What happened in the latest attempt of a step."""
    own = [
        event
        for event in run.events
        if event.step_key == key
        and not event.is_hook_event
        and event.event_type_value not in ("ENGINE_EVENT", "LOGS_CAPTURED")
    ]
    starts = [index for index, event in enumerate(own) if event.event_type_value in _STARTS]
    return own[starts[-1] if starts else 0 :]


_STARTS = ("STEP_START", "STEP_RESTARTED")

_KINDS: Mapping[str, type[Hook]] = {
    "success": SuccessHook,
    "failure": FailureHook,
    "event_list": EventListHook,
}


def live_hook(
    run: LiveRun,
    step: PlannedStep,
    hook: HookDefinition,
    resources: Mapping[str, Any],
    config: Any,
) -> Hook:
    """The hook on one step, its context completed with the definitions."""

    def function(context: Any, **events: Any) -> Any:
        context.solid = context.op = node_at(run.plan.pipeline.graph, step.key)
        context.mode_def = run.plan.mode
        context.hook_def = hook
        context.instance = run.instance
        context.required_resource_keys = set(hook.required_resource_keys)
        return hook.hook_fn(context, *events.values())

    made = _KINDS[hook.kind](
        hook.name, function, resources, config, run.plan.mode.name, step.solid.name
    )
    return made
