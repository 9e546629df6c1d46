"""Plans and their execution, as Dagster's insides name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from modec.definitions.pipeline import PipelineDefinition, pipeline_of
from modec.execute.events import DagsterEvent
from modec.execute.instance import DagsterInstance
from modec.execute.pipelines import execute_pipeline, validate_run_config
from modec.plan.make import plan_of
from modec.plan.mode_choice import choose
from modec.plan.records import Plan, PlannedStep
from modec.plan.refusals import RefusedSelection
from modec.plan.selection import clause_parts, selected, subset
from modec.plan.steps import upstream_outputs

__all__ = [
    "MAX_NUM",
    "DagsterInvalidSubsetError",
    "ExecutionPlan",
    "InMemoryPipeline",
    "create_execution_plan",
    "execute_plan",
    "execute_run",
    "generate_dep_graph",
    "parse_clause",
    "parse_solid_selection",
]

DagsterInvalidSubsetError = RefusedSelection


MAX_NUM = None
"""How many levels `*` stands for."""

parse_clause = clause_parts


def get_pipeline_subset_def(self: PipelineDefinition, names: Any) -> PipelineDefinition:
    """A pipeline of some of the nodes."""
    return subset(self, frozenset(names))[0]


def create_run_for_pipeline(
    self: DagsterInstance, pipeline_def: Any, execution_plan: Any = None, **said: Any
) -> Any:
    """What is known of a run before it starts."""
    planned = execution_plan.plan.pipeline if execution_plan else pipeline_def
    return SimpleNamespace(tags=said.get("tags"), mode=said.get("mode"), pipeline=planned)


def get_retry_policy_for_handle(self: PipelineDefinition, handle: Any) -> Any:
    """The retry policy of a step."""
    plan = plan_of(self, choose(self, None, None, None, None, None))
    return plan.step(str(handle)).retry_policy


PipelineDefinition.get_retry_policy_for_handle = get_retry_policy_for_handle  # type: ignore[attr-defined]
PipelineDefinition.get_pipeline_subset_def = get_pipeline_subset_def  # type: ignore[attr-defined]
DagsterInstance.create_run_for_pipeline = create_run_for_pipeline  # type: ignore[attr-defined]

InMemoryPipeline = pipeline_of


class ExecutionPlan:
    """A plan of modec's."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.steps = list(plan.steps)
        self.step_dict = {step.key: step for step in plan.steps}

    def get_step_by_key(self, key: str) -> PlannedStep:
        """The step of that key."""
        return self.step_dict[key]

    def get_steps_to_execute_by_level(self) -> list[list[PlannedStep]]:
        """The steps, those that depend on nothing first."""
        levels: dict[str, int] = {}
        for step in self.steps:
            above = [up for each in step.inputs for up, _ in upstream_outputs(each.source)]
            levels[step.key] = max((levels[key] + 1 for key in above), default=0)
        return [
            [step for step in self.steps if levels[step.key] == level]
            for level in sorted(set(levels.values()))
        ]


def create_execution_plan(
    pipeline: Any,
    run_config: Mapping[str, Any] | None = None,
    mode: str | None = None,
    step_keys_to_execute: Sequence[str] = (),
) -> ExecutionPlan:
    """The plan of a pipeline in a mode, or of what some of its steps belong to; the run config is checked."""
    if step_keys_to_execute:
        pipeline = subset(pipeline, frozenset(key.split(".")[0] for key in step_keys_to_execute))[0]
    validate_run_config(pipeline, run_config, mode)
    return ExecutionPlan(plan_of(pipeline, choose(pipeline, mode, run_config, None, None, None)))


def execute_plan(
    execution_plan: ExecutionPlan,
    pipeline: PipelineDefinition,
    instance: Any,
    pipeline_run: Any,
    run_config: Mapping[str, Any] | None = None,
) -> list[DagsterEvent]:
    """What happens in the steps of the plan, and to their resources. Raises what is raised outside of steps."""
    result = execute_pipeline(
        pipeline,
        run_config,
        mode=pipeline_run.mode,
        tags=pipeline_run.tags,
        instance=instance,
        raise_on_error=False,
    )
    for failure in result.failures:
        if failure.step_key is None:
            raise failure.error
    return [
        event
        for event in result.event_list
        if not event.is_pipeline_event and "steps in process" not in event.message
    ]


def execute_run(pipeline: PipelineDefinition, pipeline_run: Any, instance: Any) -> Any:
    """Runs what was planned of the pipeline."""
    return execute_pipeline(pipeline_run.pipeline, mode=pipeline_run.mode, instance=instance)


def parse_solid_selection(
    pipeline_def: PipelineDefinition, solid_selection: Sequence[str]
) -> frozenset[str]:
    """The names that are selected."""
    return selected(pipeline_def, solid_selection)


def generate_dep_graph(pipeline_def: PipelineDefinition) -> dict[str, dict[str, set[str]]]:
    """Which nodes each node depends on, and which depend on it."""
    above = {node.name: {each.solid for each in node.upstream()} for node in pipeline_def.nodes}
    below = {name: {other for other in above if name in above[other]} for name in above}
    return {"upstream": above, "downstream": below}
