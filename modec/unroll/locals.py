"""The local variables of `run()`: what outputs and resources are called, and when they are let go."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from modec.plan.records import FromMany, FromStep, Plan, PlannedStep, Source
from modec.unroll.code import Local


@dataclass(frozen=True)
class Outputs:
    """The outputs that steps read, as local variables."""

    names: Mapping[tuple[str, str], Local]
    """(step, output) -> its variable; only outputs that some step reads have one."""
    last_use: Mapping[str, tuple[Local, ...]]
    """Step -> the variables that no later step reads: their memory is free again after it."""


def output_locals(plan: Plan, order: Sequence[str]) -> Outputs:
    """Name the outputs of a straight-line run after the inputs that they feed.

    An output that feeds inputs of one name is called that, unless another is already; else it is called after itself
    where its step has several, or after its step.
    """
    readers: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key in order:
        for planned in plan.step(key).inputs:
            for source in upstream(planned.source):
                readers.setdefault((source.step, source.output), []).append((key, planned.name))
    taken: set[str] = set()
    names: dict[tuple[str, str], Local] = {}
    for (step, output), inputs in readers.items():
        hint = next(each for each in _hints(plan.step(step), output, inputs) if each not in taken)
        taken.add(hint)
        names[(step, output)] = Local(hint, f"output {step} {output}")
    last_use: dict[str, tuple[Local, ...]] = {}
    for end_point, inputs in readers.items():
        last = inputs[-1][0]
        last_use[last] = (*last_use.get(last, ()), names[end_point])
    return Outputs(names, last_use)


def _hints(step: PlannedStep, output: str, inputs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names for an output, best first; the later ones are there because an earlier output may have the first."""
    fed = sorted({name for _, name in inputs})
    if len(fed) == 1 and len(fed[0]) > 1:
        yield fed[0]
    if len(step.outputs) > 1:
        yield output
    flat = step.key.replace(".", "_")
    yield f"{flat}_{output}"
    yield from (f"{flat}_{output}_{number}" for number in itertools.count(2))


def upstream(source: Source) -> Iterator[FromStep]:
    """The outputs that a straight-line source reads."""
    if isinstance(source, FromStep):
        yield source
    elif isinstance(source, FromMany):
        for part in source.sources:
            yield from upstream(part)


def resource_local(key: str) -> Local:
    """The variable that holds a resource."""
    return Local(key, f"resource {key}")
