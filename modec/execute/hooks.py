"""Hooks of live runs (3.9)."""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping
from typing import Any

from modec.definitions.hook import HookDefinition
from modec.execute.contexts import node_at
from modec.execute.run import LiveRun
from modec.plan.records import PlannedStep
from modec.runtime.hooks import FailureHook, Hook, SuccessHook


class EventListHook(Hook):
    """A hook that is called after each attempt of a step, with the attempt's events."""

    def after(self, pipeline: Any, step: Any, outcome: Any) -> None:
        events = [
            event
            for event in pipeline.events
            if event.step_key == step.key
            and not event.is_hook_event
            and event.event_type_value not in ("ENGINE_EVENT", "LOGS_CAPTURED")
        ]
        attempt = copy.copy(self)
        function: Any = self.function
        attempt.function = functools.partial(function, events=events)
        attempt.wanted = outcome.success
        Hook.after(attempt, pipeline, step, outcome)


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
