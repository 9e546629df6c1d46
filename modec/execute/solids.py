"""Running one solid, or some of a pipeline's, with inputs that are handed to them (5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from modec.definitions.dependency import Dependency, DependencyDefinition, SolidInvocation
from modec.definitions.mode import ModeDefinition
from modec.definitions.node import NodeDefinition
from modec.definitions.outputs import OutputDefinition
from modec.definitions.pipeline import PipelineDefinition, pipeline_of
from modec.definitions.solid import SolidDefinition, lambda_solid
from modec.execute.pipelines import execute_pipeline
from modec.runtime.errors import DagsterInvariantViolationError


def execute_solid(
    solid_def: NodeDefinition,
    mode_def: ModeDefinition | None = None,
    input_values: Mapping[str, Any] | None = None,
    tags: Mapping[str, str] | None = None,
    run_config: Mapping[str, Any] | None = None,
    raise_on_error: bool = True,
) -> Any:
    """Runs one solid or composite in a pipeline of its own, with these inputs; gives its result.

    Raises as `execute_pipeline`.
    """
    stubs = {name: _stub(name, value) for name, value in (input_values or {}).items()}
    pipeline = PipelineDefinition(
        name=f"ephemeral_{solid_def.name}_solid_pipeline",
        solid_defs=[solid_def, *stubs.values()],
        dependencies={solid_def.name: {name: DependencyDefinition(name) for name in stubs}},
        mode_defs=[mode_def] if mode_def else None,
    )
    mode = mode_def.name if mode_def else None
    result = execute_pipeline(
        pipeline, run_config, mode=mode, tags=tags, raise_on_error=raise_on_error
    )
    return result.result_for_handle(solid_def.name)


def execute_solids_within_pipeline(
    pipeline_def: PipelineDefinition,
    solid_names: Iterable[str],
    inputs: Mapping[str, Mapping[str, Any]] | None = None,
    run_config: Mapping[str, Any] | None = None,
    mode: str | None = None,
    preset: str | None = None,
    tags: Mapping[str, str] | None = None,
    instance: Any = None,
) -> dict[str, Any]:
    """Runs some solids of a pipeline, with these inputs; gives their results by name. Raises as `execute_pipeline`."""
    pipeline = pipeline_of(pipeline_def)
    names = set(solid_names)
    stubs: list[NodeDefinition] = []
    dependencies: dict[Any, dict[str, Dependency]] = {}
    for name in sorted({*names, *(inputs or {})}):
        if name not in pipeline.graph.node_dict or name not in names:
            raise DagsterInvariantViolationError(
                f"You are injecting an input value for solid {name} into pipeline {pipeline.name} but that solid was "
                "not found"
            )
        node = pipeline.graph.node_dict[name]
        fed = {
            key: dependency
            for key, dependency in node.dependencies.items()
            if all(source.solid in names for source in dependency.sources())
        }
        for key, value in (inputs or {}).get(name, {}).items():
            stub = _stub(f"__stub_{name}_{key}", value)
            stubs.append(stub)
            fed[key] = DependencyDefinition(stub.name)
        invocation = SolidInvocation(
            node.definition.name, name, dict(node.tags), set(node.hook_defs), node.retry_policy
        )
        dependencies[invocation] = fed
    definitions = {
        id(node.definition): node.definition for node in pipeline.nodes if node.name in names
    }
    stubbed = PipelineDefinition(
        name=f"{pipeline.name}_stubbed",
        solid_defs=[*definitions.values(), *stubs],
        dependencies=dependencies,
        mode_defs=pipeline.mode_defs,
        preset_defs=pipeline.preset_defs,
    )
    result = execute_pipeline(stubbed, run_config, mode, preset, tags, instance=instance)
    return {each.solid.name: each for each in result.solid_result_list}


def execute_solid_within_pipeline(
    pipeline_def: PipelineDefinition,
    solid_name: str,
    inputs: Mapping[str, Any] | None = None,
    run_config: Mapping[str, Any] | None = None,
    mode: str | None = None,
    preset: str | None = None,
    tags: Mapping[str, str] | None = None,
    instance: Any = None,
) -> Any:
    """Runs one solid of a pipeline, with these inputs; gives its result. Raises as `execute_pipeline`."""
    given = {solid_name: inputs} if inputs else None
    results = execute_solids_within_pipeline(
        pipeline_def, {solid_name}, given, run_config, mode, preset, tags, instance
    )
    return results[solid_name]


def _stub(name: str, value: Any) -> SolidDefinition:
    """A solid that gives the value."""

    def give() -> Any:
        return value

    made: SolidDefinition = lambda_solid(name=name, output_def=OutputDefinition())(give)
    return made
