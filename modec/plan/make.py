"""From a pipeline and a mode to a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from modec.definitions.dependency import Node
from modec.definitions.origin import deferred_validation
from modec.definitions.pipeline import PipelineDefinition
from modec.plan.given_config import check_given_config
from modec.plan.memoization import check_memoization
from modec.plan.mode_choice import Choice, choose
from modec.plan.records import Plan
from modec.plan.resources import plan_resources
from modec.plan.schema import run_config_type
from modec.plan.selection import selected, subset
from modec.plan.step_launchers import check_step_launchers
from modec.plan.steps import expand, order_of


def make_plan(
    pipeline: PipelineDefinition,
    mode: str | None,
    run_config: Mapping[str, Any] | None = None,
    preset: str | None = None,
    tags: Mapping[str, str] | None = None,
    solid_selection: Sequence[str] | None = None,
) -> Plan:
    """The plan of one pipeline in one mode.

    Raises `Refused` with findings; each is an error of Dagster's, too (`modec.plan.refusals`): a mode or preset that is
    not there (MD203, MD204, MD208, MD209), resources that are missing (MD201), no IO managers (MD210) or in a cycle
    (MD202), what only Dagster's services can do (MD221, MD222), inputs without a value (MD302), run config that does not fit (MD401).
    """
    choice = choose(pipeline, mode, run_config, preset, tags, solid_selection)
    plan = plan_of(pipeline, choice)
    check_given_config(plan)
    return plan


def plan_of(pipeline: PipelineDefinition, choice: Choice) -> Plan:
    """The plan of what was chosen, whose run config is still to be checked. Raises as `make_plan`."""
    check_memoization(pipeline, choice.tags)
    left_out: list[Node] = []
    if choice.solid_selection:
        with deferred_validation():
            pipeline, left_out = subset(pipeline, selected(pipeline, choice.solid_selection))
    steps = expand(pipeline)
    resources = plan_resources(pipeline, choice.mode, steps, choice.run_config)
    check_step_launchers(choice.mode, resources, steps)
    schema = run_config_type(pipeline, choice.mode, left_out)
    return Plan(
        pipeline,
        choice.mode,
        resources,
        steps,
        order_of(steps),
        schema,
        choice.run_config,
        choice.tags,
        choice.places,
        choice.origin,
        choice.preset,
    )
