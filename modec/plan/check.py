"""Everything that is wrong with a pipeline, in all of its modes at once."""

from __future__ import annotations

from collections.abc import Collection

from modec.definitions.checks import lacks_value
from modec.definitions.pipeline import PipelineDefinition
from modec.diagnostics import Diagnostic, Refused
from modec.plan.make import make_plan
from modec.plan.records import Plan
from modec.plan.resources import cycle_finding, find_cycle, missing_keys, plan_resources
from modec.plan.steps import expand


def check_pipeline(pipeline: PipelineDefinition) -> list[Diagnostic]:
    """The findings: steps first, then modes and presets in definition order. A cycle that no step needs is a warning (MD211)."""
    try:
        steps = expand(pipeline)
    except Refused as refused:
        return list(refused.diagnostics)
    findings: list[Diagnostic] = []
    complete = set()
    for mode in pipeline.mode_defs:
        try:
            plan_resources(pipeline, mode, steps)
        except Refused as refused:
            findings.extend(refused.diagnostics)
            continue
        complete.add(mode.name)
        cycle = find_cycle(mode.resource_defs, frozenset(mode.resource_defs))
        if cycle:
            findings.append(cycle_finding("MD211", mode, cycle))
    return [*findings, *preset_plans(pipeline, complete)[1]]


def preset_plans(
    pipeline: PipelineDefinition, modes: Collection[str]
) -> tuple[list[Plan], list[Diagnostic]]:
    """The plans of the presets of those modes, and the findings about presets that do not fit theirs.

    A preset whose config only the run knows is neither: it can be used when scripts run.
    """
    plans: list[Plan] = []
    findings: list[Diagnostic] = []
    for preset in pipeline.preset_defs:
        if preset.mode in modes and not (preset.unusable and lacks_value(preset.unusable)):
            try:
                plans.append(make_plan(pipeline, None, preset=preset.name))
            except Refused as refused:
                findings.extend(refused.diagnostics)
    return plans, findings


def other_modes(pipeline: PipelineDefinition, chosen: str) -> list[Diagnostic]:
    """Warnings (MD212) about modes other than the chosen one that lack resources: they cannot be built."""
    return [
        finding
        for mode in pipeline.mode_defs
        if mode.name != chosen
        for finding in missing_keys(pipeline, mode, "MD212")
    ]
