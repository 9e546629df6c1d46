"""Makes a program that shows a disagreement smaller, one part at a time, for as long as it still shows it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence

from .module_text import SNIPPETS
from .program import Composite, Invocation, Program, Source

Judge = Callable[[Sequence[Program]], list[bool]]
"""Says of each program whether it still shows the disagreement; asked about many at once."""

ROUNDS = 100
CHUNK = 10


def shrink(program: Program, judge: Judge) -> Program:
    """The smallest program found by dropping one part after another."""
    for _ in range(ROUNDS):
        candidates = list(reductions(program))
        smaller = _first_that_shows(candidates, judge)
        if smaller is None:
            return program
        program = smaller
    return program


def _first_that_shows(candidates: Sequence[Program], judge: Judge) -> Program | None:
    """The smallest of the first chunk that has any: judging a program costs a second."""
    for start in range(0, len(candidates), CHUNK):
        chunk = candidates[start : start + CHUNK]
        kept = [each for each, shows in zip(chunk, judge(chunk)) if shows]
        if kept:
            return min(kept, key=weight)
    return None


def weight(program: Program) -> int:
    """How big a program is: every part counts."""
    parts = (
        len(program.body) * 4
        + len(program.modes) * 3
        + program.modules
        + program.preset
        + program.spare_config
    )
    parts += len(program.hooks) + len(program.managers) * 2 + program.roots
    parts += sum(map(len, program.code.values()))
    parts += bool(program.pipeline_hook) + len(program.hook_needs) + (program.policy is not None)
    for mode in program.modes:
        for resource in mode.resources.values():
            plain = resource.kind == "value"
            parts += (
                4 + len(resource.needs) + bool(resource.schema) + bool(resource.fault) + (not plain)
            )
            parts += bool(resource.configured)
    for solid in program.solids.values():
        parts += 4 + len(solid.inputs) + len(solid.outputs) + len(solid.needs) + bool(solid.schema)
        parts += bool(solid.fault) + (solid.style != "return") + solid.escapes
        parts += solid.priority is not None
        parts += solid.made + solid.events + bool(solid.configured)
        parts += sum(output.manager is not None for output in solid.outputs)
    for composite in program.composites.values():
        parts += 4 + 4 * len(composite.body) + composite.mapped_config
    for invocation in _all_invocations(program):
        parts += (invocation.alias is not None) + (invocation.priority is not None)
        parts += (invocation.policy is not None) + (invocation.hook is not None)
    return parts


def reductions(program: Program) -> Iterator[Program]:
    """Programs with one part less, each valid if `program` is."""
    for invocation in program.body:
        smaller = copy.deepcopy(program)
        _drop_invocations(smaller.body, {invocation.id})
        if smaller.body and len(smaller.body) < len(program.body):
            yield _tidy(smaller)
    for name, composite in program.composites.items():
        for inner in composite.body:
            smaller = copy.deepcopy(program)
            if _drop_in_composite(smaller.composites[name], inner):
                yield _tidy(smaller)
    if len(program.modes) > 1:
        for number in range(len(program.modes)):
            smaller = copy.deepcopy(program)
            del smaller.modes[number]
            yield smaller
    for key in sorted({key for mode in program.modes for key in mode.resources}):
        smaller = copy.deepcopy(program)
        for mode in smaller.modes:
            mode.resources.pop(key, None)
            for resource in mode.resources.values():
                resource.needs = [need for need in resource.needs if need != key]
        for solid in smaller.solids.values():
            solid.needs = [need for need in solid.needs if need != key]
        yield smaller
    yield from _simpler_resources(program)
    yield from _simpler_solids(program)
    yield from _simpler_invocations(program)
    for module, names in program.code.items():
        for name in names:
            smaller = copy.deepcopy(program)
            smaller.code[module].remove(name)
            yield smaller
    for attribute, value in (
        ("preset", False),
        ("spare_config", False),
        ("modules", 0),
        ("invalid", 0),
        ("pipeline_hook", None),
        ("hook_needs", []),
        ("policy", None),
    ):
        if getattr(program, attribute):
            smaller = copy.deepcopy(program)
            setattr(smaller, attribute, value)
            yield _one_module(smaller) if attribute == "modules" else smaller


def _simpler_resources(program: Program) -> Iterator[Program]:
    for at, mode in enumerate(program.modes):
        for key, resource in mode.resources.items():
            changes = {
                "fault": None,
                "configured": None,
                "schema": None,
                "needs": [],
                "kind": "value",
            }
            for attribute, value in changes.items():
                if getattr(resource, attribute) == value:
                    continue
                smaller = copy.deepcopy(program)
                setattr(smaller.modes[at].resources[key], attribute, value)
                if attribute == "schema":
                    smaller.modes[at].resources[key].configured = None
                yield smaller


def _simpler_solids(program: Program) -> Iterator[Program]:
    for name, solid in program.solids.items():
        changes = {
            "fault": None,
            "schema": None,
            "configured": None,
            "needs": [],
            "priority": None,
            "escapes": False,
            "made": False,
            "events": False,
        }
        for attribute, value in changes.items():
            if getattr(solid, attribute) != value:
                smaller = copy.deepcopy(program)
                setattr(smaller.solids[name], attribute, value)
                if attribute == "schema":
                    smaller.solids[name].configured = None
                yield smaller
        for number, output in enumerate(solid.outputs):
            if output.manager is not None:
                smaller = copy.deepcopy(program)
                smaller.solids[name].outputs[number].manager = None
                yield _tidy(smaller)


def _simpler_invocations(program: Program) -> Iterator[Program]:
    for number, invocation in enumerate(_all_invocations(program)):
        for attribute in ("alias", "priority", "policy", "hook"):
            if getattr(invocation, attribute) is not None:
                smaller = copy.deepcopy(program)
                setattr(list(_all_invocations(smaller))[number], attribute, None)
                yield smaller


def _all_invocations(program: Program) -> Iterator[Invocation]:
    yield from program.body
    for composite in program.composites.values():
        yield from composite.body


def _drop_invocations(body: list[Invocation], dropped: set[int]) -> None:
    """Drop these and everything that hangs on them."""
    for invocation in body:
        for source in invocation.sources.values():
            if source.kind == "fan_in":
                _lessen(source, dropped)
        needed = {ref.invocation for source in invocation.sources.values() for ref in source.refs}
        if invocation.mapped is not None:
            needed.add(invocation.mapped.invocation)
        if needed & dropped:
            dropped.add(invocation.id)
    body[:] = [each for each in body if each.id not in dropped]


def _lessen(source: Source, dropped: set[int]) -> None:
    """Take what is dropped out of a fan-in, unless nothing would be left."""
    left = [ref for ref in source.refs if ref.invocation not in dropped]
    if left:
        source.refs = left


def _drop_in_composite(composite: Composite, inner: Invocation) -> bool:
    """Drop an invocation that nothing needs: outputs and parameters of the composite stay used."""
    if any(ref.invocation == inner.id for ref in composite.returns.values()):
        return False
    others = [each for each in composite.body if each.id != inner.id]
    used = {
        ref.invocation for each in others for source in each.sources.values() for ref in source.refs
    }
    parameters = {source.parameter for each in others for source in each.sources.values()}
    if inner.id in used or not {each.name for each in composite.inputs} <= parameters or not others:
        return False
    composite.body = others
    return True


def _tidy(program: Program) -> Program:
    """Without the definitions that nothing invokes and the IO managers that no output names."""
    while True:
        used = {each.node for each in _all_invocations(program)}
        unused = [name for name in program.composites if name not in used]
        if not unused:
            break
        for name in unused:
            del program.composites[name]
    program.solids = {name: solid for name, solid in program.solids.items() if name in used}
    named = {output.manager for solid in program.solids.values() for output in solid.outputs}
    program.managers = {key: fault for key, fault in program.managers.items() if key in named}
    return program


def _one_module(program: Program) -> Program:
    program.code = {0: [name for name in program.code.get(0, []) if name in SNIPPETS]}
    for solid in program.solids.values():
        solid.module, solid.function = 0, solid.name
    for mode in program.modes:
        for resource in mode.resources.values():
            resource.module = 0
    return program
