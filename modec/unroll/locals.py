"""The local variables of `run()`: what outputs and resources are called, and when they are let go."""

from __future__ import annotations

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

    An output that feeds inputs of one name is called that; else it is called after its step (and, where the step has
    several, after the output).
    """
    readers: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key in order:
        for planned in plan.step(key).inputs:
            for source in upstream(planned.source):
                readers.setdefault((source.step, source.output), []).append((key, planned.name))
    names = {
        (step, output): Local(_hint(plan.step(step), output, inputs), f"output {step} {output}")
        for (step, output), inputs in readers.items()
    }
    last_use: dict[str, tuple[Local, ...]] = {}
    for end_point, inputs in readers.items():
        last = inputs[-1][0]
        last_use[last] = (*last_use.get(last, ()), names[end_point])
    return Outputs(names, last_use)


def _hint(step: PlannedStep, output: str, inputs: Sequence[tuple[str, str]]) -> str:
    fed = {name for _, name in inputs}
    if len(fed) == 1 and len(name := next(iter(fed))) > 2:
        return name
    return step.name if len(step.outputs) == 1 else f"{step.name}_{output}"


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
