"""What can be said of a pipeline that is well formed: mistakes in bodies, and what is declared for nothing.

Nothing here stops a plan from being made; `modec build` and `modec check` show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from modec.definitions.pipeline import PipelineDefinition
from modec.diagnostics import Diagnostic
from modec.inspect.bindings import unneeded_bindings
from modec.inspect.bodies import body_findings
from modec.inspect.given import given_findings
from modec.inspect.namesakes import namesake_findings
from modec.inspect.remarks import remark_findings
from modec.plan.records import Plan
from modec.plan.resources import missing_keys

__all__ = ["inspect_plans"]


def inspect_plans(
    plans: Sequence[Plan], pipelines: Iterable[PipelineDefinition]
) -> list[Diagnostic]:
    """The findings about the plans, each once; `pipelines` are all of the source's, which may share modes."""
    return list(dict.fromkeys(_findings(plans, list(pipelines))))


def _findings(plans: Sequence[Plan], pipelines: list[PipelineDefinition]) -> Iterator[Diagnostic]:
    for plan in plans:
        yield from body_findings(plan)
        yield from given_findings(plan)
        yield from namesake_findings(plan)
        yield from remark_findings(plan.pipeline.graph)
        built = {each.mode.name for each in plans if each.pipeline.name == plan.pipeline.name}
        for mode in plan.pipeline.mode_defs:
            if mode.name not in built:
                yield from missing_keys(plan.pipeline, mode, "MD212")
    yield from unneeded_bindings(plans, pipelines)
