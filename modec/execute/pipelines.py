"""Running pipelines and jobs in this process (5.1, 3.17)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, NoReturn

from modec.definitions.executors import in_process_executor
from modec.definitions.graph import GraphDefinition
from modec.definitions.job import JobDefinition
from modec.definitions.mode import ModeDefinition
from modec.definitions.pipeline import PipelineDefinition, pipeline_of
from modec.direct.resources import wrap_resources
from modec.execute.events import DagsterEvent
from modec.execute.instance import DagsterInstance
from modec.execute.resolved import resolved_config
from modec.execute.resources import initialise_resources, start_loggers
from modec.execute.results import InProcessGraphResult, PipelineExecutionResult
from modec.execute.run import LiveRun
from modec.execute.steps import StepTable
from modec.plan.make import plan_of
from modec.plan.mode_choice import choose
from modec.plan.schema import run_config_type
from modec.runtime.config_shapes import Shape
from modec.runtime.config_types import Field, process_config
from modec.runtime.engine import Execution
from modec.runtime.errors import (
    CheckError,
    DagsterInvariantViolationError,
    ParameterCheckError,
)
from modec.runtime.log import open_log


def execute_pipeline(
    pipeline: PipelineDefinition,
    run_config: Mapping[str, Any] | None = None,
    mode: str | None = None,
    preset: str | None = None,
    tags: Mapping[str, str] | None = None,
    solid_selection: Sequence[str] | None = None,
    instance: Any = None,
    raise_on_error: bool = True,
) -> PipelineExecutionResult:
    """Runs a pipeline in this process.

    The first failing solid's own exception is raised, unless `raise_on_error` is False. What is wrong with the arguments
    is always raised: config (`DagsterInvalidConfigError`), mode, preset, selection, resources in a cycle (5.1).
    """
    run = prepare(
        pipeline, run_config, mode, preset, tags, solid_selection, instance, raise_on_error
    )
    carry_out(run)
    return PipelineExecutionResult(run, run.plan.pipeline.graph, None, run.name)


def execute_pipeline_iterator(
    pipeline: PipelineDefinition,
    run_config: Mapping[str, Any] | None = None,
    mode: str | None = None,
    preset: str | None = None,
    tags: Mapping[str, str] | None = None,
    solid_selection: Sequence[str] | None = None,
    instance: Any = None,
) -> Iterator[DagsterEvent]:
    """The events of a run, as by `execute_pipeline` with `raise_on_error=False`, one by one while it goes on."""
    run = prepare(pipeline, run_config, mode, preset, tags, solid_selection, instance, False)
    told = 0
    with closing(run.stream(steps_of)) as rests:
        for _ in rests:
            while told < len(run.events):
                told += 1
                yield run.events[told - 1]
    yield from run.events[told:]


def prepare(
    pipeline: PipelineDefinition,
    run_config: Mapping[str, Any] | None,
    mode: str | None,
    preset: str | None,
    tags: Mapping[str, str] | None,
    solid_selection: Sequence[str] | None,
    instance: Any,
    raise_on_error: bool,
) -> LiveRun:
    """The run, with its plan made and its config resolved. Raises for what is wrong with the arguments."""
    pipeline = pipeline_of(pipeline)
    _check_arguments(run_config, mode, preset, tags, solid_selection)
    choice = choose(pipeline, mode, run_config, preset, tags, solid_selection)
    plan = plan_of(pipeline, choice)
    config = process_config(
        plan.schema, plan.run_config, f"Error in config for pipeline {pipeline.name}"
    )
    log = open_log(pipeline.name)
    run = LiveRun(
        plan, config, log, str(uuid.uuid4()), raise_on_error, instance or DagsterInstance()
    )
    start_loggers(run)
    return run


def carry_out(run: LiveRun) -> None:
    """Resources, steps, teardown. Raises what the run raises."""
    for _ in run.stream(steps_of):
        pass


def steps_of(run: LiveRun) -> Iterator[None]:
    """Resources and steps, with a rest after each thing that happens."""
    run.step_process("Executing steps in process")
    resources = initialise_resources(run)
    yield
    yield from Execution(run, StepTable(run, resources).steps()).progress()


def _check_arguments(
    run_config: Any, mode: Any, preset: Any, tags: Any, solid_selection: Any
) -> None:
    """Raises `ParameterCheckError` and `CheckError` for arguments of another kind."""
    if run_config is not None and not isinstance(run_config, Mapping):
        raise ParameterCheckError(
            f'Param "run_config" is not a dict. Got {run_config!r} which is type {type(run_config)}.'
        )
    for name, value in (("mode", mode), ("preset", preset)):
        if value is not None and not isinstance(value, str):
            raise ParameterCheckError(
                f'Param "{name}" is not a str. Got {value!r} which is type {type(value)}.'
            )
    for key, value in (tags or {}).items():
        if not isinstance(key, str) or not isinstance(value, str):
            raise CheckError(
                f"Value in dictionary mismatches expected type for key {key}. Expected value of type <class 'str'>. "
                f"Got value {value!r} of type {type(value)}."
            )
    if solid_selection is not None and isinstance(solid_selection, str):
        raise ParameterCheckError(
            f'Param "solid_selection" is not a list. Got {solid_selection!r} which is type {str}.'
        )


def reexecute_pipeline(*args: Any, **kwargs: Any) -> NoReturn:
    """Raises `DagsterInvariantViolationError`: nothing is kept of earlier runs."""
    raise DagsterInvariantViolationError(
        "modec keeps nothing of earlier runs, so none can be executed again: use execute_pipeline."
    )


reexecute_pipeline_iterator = reexecute_pipeline


def reconstructable(target: Any) -> PipelineDefinition:
    """The pipeline itself, or what the function gives: steps run in this process, which has it already."""
    found = target if isinstance(target, PipelineDefinition) else target()
    return pipeline_of(found)


def validate_run_config(
    pipeline_def: PipelineDefinition,
    run_config: Mapping[str, Any] | None = None,
    mode: str | None = None,
) -> dict[str, Any]:
    """The resolved run config, by sections. Raises `DagsterInvalidConfigError` for config that does not fit (4.4)."""
    pipeline = pipeline_of(pipeline_def)
    _check_arguments(run_config, mode, None, None, None)
    plan = plan_of(pipeline, choose(pipeline, mode, run_config, None, None, None))
    preamble = f"Error in config for pipeline {pipeline.name}"
    return resolved_config(plan, process_config(plan.schema, plan.run_config, preamble))


def check_job_config(job: JobDefinition) -> None:
    """Raises `DagsterInvalidConfigError` for a default config of a job that does not fit (3.17)."""
    schema = run_config_type(job, job.mode_defs[0])
    given = dict(job.default_config or {})
    if isinstance(schema, Shape):
        for name, field in schema.fields.items():
            for each in schema.names_in(given, name)[:1]:
                Field(field.config_type, given[each])
    process_config(
        schema,
        given,
        f"Error in config when building job '{job.name}' from graph '{job.graph.name}' ",
    )


def execute_job(
    job: JobDefinition,
    run_config: Mapping[str, Any] | None = None,
    instance: Any = None,
    raise_on_error: bool = True,
) -> InProcessGraphResult:
    """Runs a job in this process: what `job.execute_in_process` does (3.17)."""
    run = prepare(job, run_config, None, None, None, None, instance, raise_on_error)
    carry_out(run)
    return InProcessGraphResult(run, run.plan.pipeline.graph, None, run.name)


def execute_graph(
    graph: GraphDefinition,
    config: Mapping[str, Any] | None = None,
    instance: Any = None,
    resources: Mapping[str, Any] | None = None,
    raise_on_error: bool = True,
) -> InProcessGraphResult:
    """Runs a graph in this process; `config` is that of its nodes: what `graph.execute_in_process` does (3.17).

    Raises `DagsterInvariantViolationError` for a graph that has inputs.
    """
    if graph.input_defs:
        raise DagsterInvariantViolationError(
            "Graphs with inputs cannot be used with execute_in_process at this time."
        )
    job = JobDefinition(
        name=graph.name,
        graph_def=graph,
        mode_defs=[
            ModeDefinition(
                resource_defs=wrap_resources(resources), executor_defs=[in_process_executor]
            )
        ],
    )
    section = "ops" if job.uses_ops else "solids"
    return execute_job(job, {section: config or {}}, instance, raise_on_error)
