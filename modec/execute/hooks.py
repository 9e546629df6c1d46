"""Hooks of live runs (3.9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modec.definitions.hook import HookDefinition
from modec.execute.contexts import node_at
from modec.execute.run import LiveRun
from modec.plan.records import PlannedStep
from modec.runtime.event_hooks import EventListHook
from modec.runtime.hooks import FailureHook, Hook, SuccessHook

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

    def function(context: Any, *events: Any) -> Any:
        context.solid = context.op = node_at(run.plan.pipeline.graph, step.key)
        context.mode_def = run.plan.mode
        context.hook_def = hook
        context.instance = run.instance
        context.required_resource_keys = set(hook.required_resource_keys)
        return hook.hook_fn(context, *events)

    made = _KINDS[hook.kind](
        hook.name, function, resources, config, run.plan.mode.name, step.solid.name
    )
    return made
