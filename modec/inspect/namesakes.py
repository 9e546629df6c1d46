"""Inputs that Dagster feeds from another step than the body says, because nodes are called the same (3.4)."""

from __future__ import annotations

from collections.abc import Iterator

from modec.diagnostics import Diagnostic, finding
from modec.inspect.invocations import invocation_of
from modec.plan.records import FromCollected, FromMany, FromMapped, FromStep, Plan, Source


def namesake_findings(plan: Plan) -> Iterator[Diagnostic]:
    """Inputs that are fed by a namesake of the step that is meant (MD305)."""
    for step in plan.steps:
        for planned in step.inputs:
            for source in _parts(planned.source):
                if source.meant is not None:
                    name = source.meant.rpartition(".")[2]
                    yield finding(
                        "MD305",
                        invocation_of(plan, step.key),
                        help=f"give one of the two another name: {name}.alias(...)",
                        step=step.key,
                        input=planned.name,
                        taken=source.step,
                        meant=source.meant,
                    )


def _parts(source: Source) -> Iterator[FromStep | FromMapped | FromCollected]:
    if isinstance(source, FromMany):
        for part in source.sources:
            yield from _parts(part)
    elif isinstance(source, (FromStep, FromMapped, FromCollected)):
        yield source
