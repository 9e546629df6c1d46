"""Which resources a script has: the IO manager that keeps values in memory is not among them."""

from __future__ import annotations

from modec.plan.records import Plan, PlannedOutput, PlannedResource, PlannedStep

IN_MEMORY = ("mem", "job_fs")
"""Kinds of ready-made IO managers that keep values in memory; a job's does where it runs in one process."""


def is_in_memory(plan: Plan, key: str) -> bool:
    """Whether the IO manager under `key` is a ready-made one that keeps values in memory."""
    definition = plan.mode.resource_defs.get(key)
    return definition is None or definition.innermost.kind in IN_MEMORY


def is_asset(step: PlannedStep, output: PlannedOutput) -> bool:
    """Whether the output stands for an asset by its definition: it is told of when the value is kept."""
    return step.solid.output_dict[output.name].asset_key is not None


def taking_part(plan: Plan) -> list[PlannedResource]:
    """The resources that the script initialises, in order.

    The IO manager that keeps values in memory is none of them unless somebody asks for it by its key: values pass as
    plain variables. Nor is a root input manager that is a function: it is called for each input that it loads.
    """
    asked_for = {key for resource in plan.resources for key in resource.needs}
    asked_for.update(key for step in plan.steps for key in step.resource_keys)
    return [
        resource
        for resource in plan.resources
        if (resource.key in asked_for or not is_in_memory(plan, resource.key))
        and not getattr(resource.definition, "loads_directly", False)
    ]
