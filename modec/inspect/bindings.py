"""Resources that modes bind and nothing needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from modec.definitions.mode import ModeDefinition
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.requirements import requirements
from modec.definitions.resource import ResourceDefinition
from modec.diagnostics import Diagnostic, Span, finding
from modec.diagnostics.displays import argument_place
from modec.evaluate.values import UserFunction
from modec.inspect.shown import shown
from modec.inspect.uses import use_of
from modec.plan.records import Plan
from modec.plan.resources import cycle_finding, find_cycle
from modec.unroll.undeclared import undeclared_reads

_ALWAYS_BOUND = frozenset({"io_manager"})


def unneeded_bindings(
    plans: Sequence[Plan], pipelines: Sequence[PipelineDefinition]
) -> Iterator[Diagnostic]:
    """MD211 for a circle that no step needs, and MD215 for each key of the plans' modes that no mode of any of the
    pipelines needs, modes that are made at one place together.

    What one mode needs and another merely binds is how modes are kept alike, and no mistake.
    """
    needed = {
        key
        for pipeline in pipelines
        for mode in pipeline.mode_defs
        for key in _needs(pipeline, mode)
    }
    needed |= {key for plan in plans for key in _read_undeclared(plan)}
    idle: dict[tuple[Span | None, str], dict[str, None]] = {}
    for plan in plans:
        bound = frozenset(plan.mode.resource_defs)
        cycle = find_cycle(plan.mode.resource_defs, bound)
        if cycle:
            yield cycle_finding("MD211", plan.mode, cycle)
        for key in plan.mode.resource_defs:
            if key not in needed and key not in (cycle or ()) and key not in _ALWAYS_BOUND:
                modes = idle.setdefault((_binding(plan, key), key), {})
                modes[plan.mode.name] = None
    for (span, key), names in idle.items():
        listed = ", ".join(map(repr, names))
        yield finding(
            "MD215",
            span,
            help="take it out of resource_defs, or declare it where it is used: "
            f"required_resource_keys={{{key!r}}}",
            modes=f"modes {listed} bind" if len(names) > 1 else f"mode {listed} binds",
            key=key,
        )


def _binding(plan: Plan, key: str) -> Span | None:
    """Where the mode of a plan binds a key, as near as it is known."""
    place = argument_place(plan.mode.origin, "resource_defs", 1)
    binding = place.at([key]) if place is not None else None
    found = binding.key or binding.span if binding is not None else None
    return found or plan.mode.origin or plan.pipeline.origin


def _read_undeclared(plan: Plan) -> Iterator[str]:
    """The keys that bodies read and do not declare: declaring them is what those findings (MD350) ask for."""
    functions = [
        *(
            (each.definition.innermost, each.definition.resource_fn, True)
            for each in plan.resources
        ),
        *((each.solid.innermost, each.solid.compute_fn, False) for each in plan.steps),
    ]
    for definition, function, is_resource in functions:
        context = definition.context_parameter
        if context is None or not isinstance(function, UserFunction):
            continue
        declared = definition.required_resource_keys
        asks = shown(function, context, is_resource)
        if asks.escapes or not asks.resources <= declared:
            use = use_of(function, context, is_resource)
            yield from (each.key for each in undeclared_reads(function, use, declared))


def _needs(pipeline: PipelineDefinition, mode: ModeDefinition) -> frozenset[str]:
    """The keys that solids, types, hooks and outputs need, and what those resources need in turn."""
    definitions: Mapping[str, ResourceDefinition] = mode.resource_defs
    waiting = [each.key for each in requirements(pipeline, mode) if each.resource is None]
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            if key in definitions:
                waiting.extend(sorted(definitions[key].required_resource_keys))
    return frozenset(found)
