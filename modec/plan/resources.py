"""Which resources a plan initialises, and in which order (1.7, 1.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from modec.definitions.checks import is_residual
from modec.definitions.fan_in import fan_in_item
from modec.definitions.input_loading import declared_keys, loader_resource_keys
from modec.definitions.io_managers import IOManagerDefinition, RootInputManagerDefinition
from modec.definitions.mode import ModeDefinition
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.requirements import Requirement, requirements
from modec.definitions.resource import ResourceDefinition, UnknownResource
from modec.definitions.validation import missing_resource
from modec.diagnostics import Diagnostic, Related, Span, finding
from modec.diagnostics.near import did_you_mean
from modec.plan.records import (
    FromConfig,
    FromMany,
    FromRootManager,
    PlannedResource,
    PlannedStep,
    single_sources,
)
from modec.plan.refusals import RefusedChoice, RefusedDefinition
from modec.plan.steps import upstream_outputs
from modec.plan.writing import is_asked_for


def plan_resources(
    pipeline: PipelineDefinition,
    mode: ModeDefinition,
    steps: tuple[PlannedStep, ...],
    run_config: Mapping[str, Any] | None = None,
) -> tuple[PlannedResource, ...]:
    """The resources to initialise, in order. `run_config` may ask for outputs to be written, which needs some, too.

    Raises `RefusedDefinition` with a finding for each key that the mode lacks (MD201), whose resource the build does
    not know (MD101, MD102), or that is no IO manager (MD210), and `RefusedChoice` for a cycle among them (MD202).
    """
    missing = missing_keys(pipeline, mode)
    if missing:
        first = next(
            each for each in requirements(pipeline, mode) if each.key not in mode.resource_defs
        )
        raise RefusedDefinition(str(missing_resource(first, mode)), missing)
    users = _users(steps, run_config or {})
    needed = _closure(users, mode.resource_defs)
    unknown = _unknown(mode, needed)
    if unknown:
        raise RefusedDefinition(unknown[0].message, unknown)
    wrong = wrong_managers(mode, steps)
    if wrong:
        raise RefusedDefinition(wrong[0].message, wrong)
    cycle = find_cycle(mode.resource_defs, needed)
    if cycle:
        message = f'Resource key "{cycle[0]}" transitively depends on itself.'
        raise RefusedChoice(message, [cycle_finding("MD202", mode, cycle)])
    order = _levels(needed, mode.resource_defs)
    return tuple(
        PlannedResource(
            key,
            mode.resource_defs[key],
            tuple(sorted(mode.resource_defs[key].required_resource_keys)),
            (
                *(
                    other
                    for other in order
                    if key in mode.resource_defs[other].required_resource_keys
                ),
                *users.get(key, ()),
            ),
        )
        for key in order
    )


def _unknown(mode: ModeDefinition, needed: frozenset[str]) -> list[Diagnostic]:
    """A finding for each needed resource, executor and storage that the build does not know, or not its function."""
    unknown = [
        (
            (
                f"resource_defs[{key!r}]"
                if isinstance(definition, UnknownResource)
                else f"the function of resource_defs[{key!r}]"
            ),
            definition.resource_fn,
        )
        for key in sorted(needed)
        if is_residual((definition := mode.resource_defs[key]).resource_fn)
    ]
    if not unknown and not mode.unknown:
        return []
    # Only static evaluation makes them: live execution goes without its modules.
    from modec.evaluate.residuals import needed as wanted

    span = mode.origin or Span("")
    return [
        wanted(residual, f"{what} of mode {mode.name!r}", span).diagnostic
        for what, residual in (*unknown, *mode.unknown)
    ]


def _users(steps: tuple[PlannedStep, ...], run_config: Mapping[str, Any]) -> dict[str, list[str]]:
    """Resource key -> the steps that use it directly, in plan order."""
    users: dict[str, list[str]] = {}
    by_key = {step.key: step for step in steps}
    for step in steps:
        for key in dict.fromkeys((*step_keys(step, by_key), *writing_keys(step, run_config))):
            users.setdefault(key, []).append(step.key)
    return users


def step_keys(step: PlannedStep, steps: Mapping[str, PlannedStep]) -> Iterator[str]:
    """The resource keys that running a step needs, with repetitions (1.7)."""
    yield from step.resource_keys
    for planned in step.inputs:
        yield from sorted(planned.type.required_resource_keys)
        is_list = isinstance(planned.source, FromMany)
        given = fan_in_item(planned.type) if is_list else planned.type
        for source in single_sources(planned.source):
            if isinstance(source, FromConfig):
                yield from sorted(loader_resource_keys(given))
            if isinstance(source, FromRootManager):
                yield source.key
        for upstream, name in upstream_outputs(planned.source):
            for output in steps[upstream].outputs:
                if output.name == name:
                    yield output.io_manager_key
    for output in step.outputs:
        yield from sorted(output.type.required_resource_keys)
        yield output.io_manager_key
    for hook in step.hooks:
        yield from sorted(hook.required_resource_keys)


def writing_keys(step: PlannedStep, run_config: Mapping[str, Any]) -> Iterator[str]:
    """The resource keys of the materializers of the outputs that the run config has written to files (3.15)."""
    for output in step.outputs:
        if is_asked_for(step, output, run_config):
            yield from sorted(declared_keys(output.type.materializer))


def _closure(
    keys: Mapping[str, object], definitions: Mapping[str, ResourceDefinition]
) -> frozenset[str]:
    """The keys and everything that they need, transitively."""
    found: set[str] = set()
    waiting = sorted(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(sorted(definitions[key].required_resource_keys))
    return frozenset(found)


def _levels(needed: frozenset[str], definitions: Mapping[str, ResourceDefinition]) -> list[str]:
    """The needed keys, level by level of the topological sort, each level sorted (1.8)."""
    waiting = sorted(needed)
    order: list[str] = []
    while waiting:
        done = frozenset(order)
        level = [key for key in waiting if definitions[key].required_resource_keys <= done]
        order.extend(level)
        waiting = [key for key in waiting if key not in level]
    return order


def find_cycle(
    definitions: Mapping[str, ResourceDefinition], keys: frozenset[str]
) -> tuple[str, ...] | None:
    """A cycle among the keys, from its first name back to it (`a b a`); None when there is none."""
    state: dict[str, int] = {}

    def visit(key: str, path: tuple[str, ...]) -> tuple[str, ...] | None:
        if key in path:
            cycle = path[path.index(key) :]
            start = cycle.index(min(cycle))
            return (*cycle[start:], *cycle[:start], cycle[start])
        if key in state or key not in definitions:
            return None
        state[key] = 1
        for needed in sorted(definitions[key].required_resource_keys):
            found = visit(needed, (*path, key))
            if found:
                return found
        return None

    for key in sorted(keys):
        found = visit(key, ())
        if found:
            return found
    return None


def cycle_finding(code: str, mode: ModeDefinition, cycle: tuple[str, ...]) -> Diagnostic:
    """The finding about a cycle: each hop with its place."""
    related = []
    for key, needed in pairwise(cycle):
        span = mode.resource_defs[key].origin
        if span is not None:
            related.append(Related(span, f"{key!r} needs {needed!r}"))
    span = mode.resource_defs[cycle[0]].origin or mode.origin
    help = "take one of the keys out of the required_resource_keys of a resource on this path"
    return finding(
        code,
        span,
        label=f"{cycle[0]!r} needs {cycle[1]!r}",
        related=related[1:],
        help=help,
        mode=mode.name,
        key=cycle[0],
        path=" -> ".join(cycle),
    )


def missing_keys(
    pipeline: PipelineDefinition, mode: ModeDefinition, code: str = "MD201"
) -> list[Diagnostic]:
    """A finding for each key that the mode lacks: who needs it through whom, and where else it is bound (1.10)."""
    needs: dict[str, list[Requirement]] = {}
    for requirement in requirements(pipeline, mode):
        if requirement.key not in mode.resource_defs:
            needs.setdefault(requirement.key, []).append(requirement)
    return [_missing(pipeline, mode, key, needs[key], code) for key in sorted(needs)]


def _missing(
    pipeline: PipelineDefinition,
    mode: ModeDefinition,
    key: str,
    needs: list[Requirement],
    code: str,
) -> Diagnostic:
    related = [
        Related(each.origin, f"{each.by} needs {key!r}")
        for each in needs
        if each.origin is not None
    ]
    notes = [f"{key!r} is required by {each.by}{_through(pipeline, mode, each)}" for each in needs]
    having = [each.name for each in pipeline.mode_defs if key in each.resource_defs]
    if having:
        notes.append(f"it is bound in mode {', '.join(map(repr, having))}")
    help = did_you_mean(key, mode.resource_defs)
    others = [each for each in mode.resource_defs if each != "io_manager"]
    if others and not help:
        notes.append(f"mode {mode.name!r} binds {', '.join(map(repr, others))}")
    help += f"provide it in resource_defs of mode {mode.name!r}: {{{key!r}: ...}}"
    return finding(
        code,
        mode.origin or pipeline.origin,
        related=related,
        notes=notes,
        help=help,
        mode=mode.name,
        kind=needs[0].kind,
        key=key,
        pipeline=pipeline.name,
    )


def _through(pipeline: PipelineDefinition, mode: ModeDefinition, requirement: Requirement) -> str:
    """Who needs the resource that needs the key, up to a solid: `, which solid def rank needs`."""
    text = ""
    key = requirement.resource
    seen: set[str] = set()
    while key is not None and key not in seen:
        seen.add(key)
        above = next((each for each in requirements(pipeline, mode) if each.key == key), None)
        if above is None:
            break
        text += f", which {above.by} needs"
        key = above.resource
    return text


def wrong_managers(mode: ModeDefinition, steps: tuple[PlannedStep, ...]) -> list[Diagnostic]:
    """A finding for each key that must be an IO manager, or root input manager, and is not (3.15)."""
    by_key = {step.key: step for step in steps}
    found: dict[str, Diagnostic] = {}
    for step in steps:
        for planned in step.inputs:
            if isinstance(planned.source, FromRootManager):
                key = planned.source.key
                if not isinstance(
                    mode.resource_defs[key], (RootInputManagerDefinition, IOManagerDefinition)
                ):
                    by = f"input {planned.name!r} of step {step.key!r}"
                    found.setdefault(key, _wrong(mode, key, "root input manager", by))
            for upstream, name in upstream_outputs(planned.source):
                for output in by_key[upstream].outputs:
                    key = output.io_manager_key
                    is_one = isinstance(mode.resource_defs[key], IOManagerDefinition)
                    if output.name == name and not is_one:
                        by = f"output {name!r} of step {upstream!r}, which step {step.key!r} reads,"
                        found.setdefault(key, _wrong(mode, key, "IO manager", by))
    return [found[key] for key in sorted(found)]


def _wrong(mode: ModeDefinition, key: str, kind: str, by: str) -> Diagnostic:
    span = mode.resource_defs[key].origin or mode.origin
    decorator = "@io_manager" if kind == "IO manager" else "@root_input_manager"
    return finding(
        "MD210", span, help=f"define it with {decorator}", mode=mode.name, key=key, kind=kind, by=by
    )
