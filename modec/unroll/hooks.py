"""A step's hooks, as the scheduler calls them."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from modec.diagnostics import refuse
from modec.evaluate.values import UserFunction
from modec.plan.records import Plan, PlannedStep
from modec.unroll.code import Code, Form, Runtime, code, function_code
from modec.unroll.config import NO_CONFIG, ScriptConfig
from modec.unroll.mentions import attributes_read
from modec.unroll.steps import call, named_arguments, shown_resources
from modec.unroll.values import value_code

HOOKS = {
    "success": Runtime("hooks", "SuccessHook"),
    "failure": Runtime("hooks", "FailureHook"),
    "event_list": Runtime("event_hooks", "EventListHook"),
}
"""Kinds of hooks, and the runtime's classes for them."""

_NOT_RECORDED = frozenset(
    [
        "dagster_event",
        "engine_event_data",
        "event_specific_data",
        "event_type",
        "hook_completed_data",
        "hook_errored_data",
        "hook_skipped_data",
        "logging_tags",
        "pipeline_failure_data",
        "solid_handle",
        "step_expectation_result_data",
        "step_failure_data",
        "step_handle",
        "step_input_data",
        "step_kind_value",
        "step_materialization_data",
        "step_output_data",
        "step_retry_data",
        "step_success_data",
    ]
)
"""What events of Dagster's have and those of scripts have not."""


def hook_code(plan: Plan, config: ScriptConfig, step: PlannedStep, hook: Any) -> Code:
    """The constructor call of a hook of a step's. Raises `Refused` (MD552)."""
    if hook.kind == "event_list":
        _check_events(hook)
    form = Form(hook.name, hook.context_parameter, kept=True, section="solids")
    own = config.at(step.config_path)
    keys = sorted(hook.required_resource_keys)
    options = {
        "resources": shown_resources(keys) if keys else None,
        "config": own if own != NO_CONFIG else None,
        "mode": code(repr(plan.mode.name)) if plan.mode.name != "default" else None,
        "solid": code(repr(step.solid.name)) if step.solid.name != step.name else None,
    }
    if step.tags and "tags" in _attributes(hook, {"tags"}):
        options["tags"] = value_code(dict(step.tags))
    function = function_code(hook.decorated_fn, form)
    return call(HOOKS[hook.kind], [repr(hook.name), function, *named_arguments(options)])


def _check_events(hook: Any) -> None:
    """Raises `Refused` (MD552) for a hook that asks events for what a script's events have not."""
    for name in sorted(_attributes(hook, _NOT_RECORDED) & _NOT_RECORDED):
        refuse(
            "MD552",
            hook.origin,
            name=hook.name,
            attribute=name,
            help="ask for event_type_value, message, step_key, or is_step_success and the like",
        )


def _attributes(hook: Any, otherwise: Set[str]) -> Set[str]:
    """The attributes that a hook's function reads; `otherwise` where nobody can tell."""
    function = hook.decorated_fn
    return attributes_read(function) if isinstance(function, UserFunction) else otherwise
