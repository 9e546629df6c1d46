"""The serialisable form of a plan: plain data that `json.dumps` takes, for commands and other programs.

Its keys are an interface: they are added to, not changed.
"""

from __future__ import annotations

from typing import Any

from modec.definitions import functions
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.resource import ResourceDefinition, UnknownResource
from modec.plan.config_entries import ABSENT, ConfigEntry, config_entries, environment_variables
from modec.plan.plain import place, plain, text
from modec.plan.records import (
    FromCollected,
    FromConfig,
    FromDefault,
    FromMany,
    FromMapped,
    FromRootManager,
    FromStep,
    Plan,
    PlannedResource,
    PlannedStep,
    Source,
)


def describe(plan: Plan) -> dict[str, Any]:
    """A plan as plain data: pipeline, mode, resources, steps, order and config leaves."""
    return {
        "pipeline": plan.pipeline.name,
        "mode": plan.mode.name,
        "resources": [_resource(resource) for resource in plan.resources],
        "steps": [_step(step) for step in plan.steps],
        "order": None if plan.order is None else list(plan.order),
        "config": [_leaf(leaf) for entry in config_entries(plan) for leaf in entry.leaves()],
        "run_config": plain(plan.run_config),
        "tags": plain(plan.tags),
    }


def describe_pipeline(pipeline: PipelineDefinition) -> dict[str, Any]:
    """A pipeline with all its modes and presets as plain data, in definition order."""
    return {
        "name": pipeline.name,
        "kind": "job" if pipeline.is_job else "pipeline",
        "place": place(pipeline.origin),
        "description": _one_line(pipeline.description),
        "solids": sorted({node.definition.name for node in pipeline.nodes}),
        "modes": [
            {
                "name": mode.name,
                "description": _one_line(mode.description),
                "place": place(mode.origin),
                "resources": sorted(
                    key for key, definition in mode.resource_defs.items() if not hidden(definition)
                ),
                "bindings": {
                    key: describe_resource(definition)
                    for key, definition in mode.resource_defs.items()
                    if not hidden(definition)
                },
            }
            for mode in pipeline.mode_defs
        ],
        "presets": [
            {"name": preset.name, "mode": preset.mode, "place": place(preset.origin)}
            for preset in pipeline.preset_defs
        ],
    }


def hidden(definition: ResourceDefinition) -> bool:
    """Whether it is the IO manager that every mode has and nobody wrote."""
    return definition.innermost.kind in ("mem", "job_fs")


def describe_resource(definition: ResourceDefinition) -> dict[str, Any]:
    """What a key is bound to: the function and where it stands, or the value."""
    return {
        "function": bound_name(definition),
        "kind": definition.innermost.kind,
        "place": function_place(definition),
        "description": _one_line(definition.description),
        "configured": definition.configured_by is not None,
    }


def bound_name(definition: ResourceDefinition) -> str:
    """The name of the function that makes a resource, or its value where there is none."""
    innermost = definition.innermost
    if isinstance(innermost, UnknownResource):
        return f"{text(innermost.residual)} (known only when the script runs)"
    if innermost.has_value:
        value = innermost.value
        return str(value) if value is None or isinstance(value, bool) else text(value)
    ready_made = {
        "string": "string_resource",
        "mock": "mock_resource",
        "values": "make_values_resource",
        "fs": "fs_io_manager",
        "custom_path_fs": "custom_path_fs_io_manager",
        "local_file_manager": "local_file_manager",
        "mem": "mem_io_manager",
        "job_fs": "io_manager of jobs",
    }
    name = ready_made.get(innermost.kind) or str(
        getattr(innermost, "__name__", functions.name_of(innermost.resource_fn))
    )
    return f"{name}, configured" if definition.configured_by is not None else name


def function_place(definition: ResourceDefinition) -> str | None:
    """Where the function stands; for a value, where it was bound."""
    innermost = definition.innermost
    if innermost.kind == "function":
        span = getattr(innermost.resource_fn, "span", None)
        if span is not None:
            return place(span)
    return place(innermost.origin)


def _resource(resource: PlannedResource) -> dict[str, Any]:
    return {
        "key": resource.key,
        **describe_resource(resource.definition),
        "hidden": hidden(resource.definition),
        "needs": list(resource.needs),
        "needed_by": list(resource.needed_by),
    }


def _step(step: PlannedStep) -> dict[str, Any]:
    solid = step.solid
    span = getattr(getattr(solid, "compute_fn", None), "span", None) or solid.origin
    return {
        "key": step.key,
        "solid": solid.name,
        "place": place(span),
        "description": _one_line(solid.description),
        "inputs": [
            {
                "name": planned.name,
                "type": planned.type.display_name,
                "source": describe_source(planned.source),
            }
            for planned in step.inputs
        ],
        "outputs": [
            {
                "name": output.name,
                "type": output.type.display_name,
                "required": output.is_required,
                "dynamic": output.is_dynamic,
                "io_manager": output.io_manager_key,
            }
            for output in step.outputs
        ],
        "resources": list(step.resource_keys),
        "config_path": list(step.config_path),
        "tags": plain(step.tags),
        "priority": step.priority,
        "retried": step.retry_policy is not None,
        "hooks": [hook.name for hook in step.hooks],
        "mapped_over": None if step.mapped_over is None else list(step.mapped_over),
    }


def describe_source(source: Source) -> dict[str, Any]:
    """Where an input's value comes from: `kind`, and what belongs to it."""
    if isinstance(source, (FromStep, FromMapped, FromCollected)):
        kind = {FromStep: "step", FromMapped: "mapped", FromCollected: "collected"}[type(source)]
        return {"kind": kind, "step": source.step, "output": source.output}
    if isinstance(source, FromMany):
        return {"kind": "many", "sources": [describe_source(each) for each in source.sources]}
    if isinstance(source, FromConfig):
        described: dict[str, Any] = {"kind": "config", "path": list(source.path)}
        return {**described, "default": plain(source.default)} if source.has_default else described
    if isinstance(source, FromDefault):
        return {"kind": "default", "value": plain(source.value)}
    if isinstance(source, FromRootManager):
        return {"kind": "root manager", "key": source.key}
    return {"kind": "nothing"}


def _leaf(entry: ConfigEntry) -> dict[str, Any]:
    leaf: dict[str, Any] = {
        "path": ".".join(entry.path),
        "type": entry.type_name,
        "required": entry.is_required,
        "description": entry.description,
        "environment": list(environment_variables(entry.config_type, entry.value)),
    }
    if entry.value is not ABSENT:
        leaf["given" if entry.is_given else "default"] = plain(entry.value)
    return leaf


def _one_line(description: Any) -> str | None:
    return " ".join(description.split()) if isinstance(description, str) else None
