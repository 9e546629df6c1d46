"""What can be said of a pipeline that is well formed: mistakes in bodies, and what is declared for nothing.

Nothing here stops a plan from being made; the commands show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modec.diagnostics import Diagnostic
from modec.evaluate import Evaluation
from modec.inspect.absent import absent_attributes
from modec.inspect.attributes import missing_attributes
from modec.inspect.bindings import unneeded_bindings
from modec.inspect.bodies import body_findings
from modec.inspect.connections import impossible_connections
from modec.inspect.given import given_findings
from modec.inspect.invoked import never_invoked
from modec.inspect.namesakes import namesake_findings
from modec.inspect.remarks import remark_findings
from modec.inspect.yields import wrong_outputs
from modec.plan.records import Plan
from modec.plan.resources import missing_keys

__all__ = ["inspect_plans"]


def inspect_plans(plans: Sequence[Plan], evaluation: Evaluation) -> list[Diagnostic]:
    """The findings about the plans of an evaluation's pipelines, each once."""
    return list(dict.fromkeys(_findings(plans, evaluation)))


def _findings(plans: Sequence[Plan], evaluation: Evaluation) -> Iterator[Diagnostic]:
    for plan in {each.pipeline.name: each for each in reversed(plans)}.values():
        yield from missing_attributes(plan)
    for plan in plans:
        yield from remark_findings(plan.pipeline.graph)
        yield from body_findings(plan)
        yield from absent_attributes(plan)
        yield from namesake_findings(plan)
        yield from wrong_outputs(plan)
        yield from impossible_connections(plan)
        yield from given_findings(plan)
        built = {each.mode.name for each in plans if each.pipeline.name == plan.pipeline.name}
        for mode in plan.pipeline.mode_defs:
            if mode.name not in built:
                yield from missing_keys(plan.pipeline, mode, "MD212")
    # What one pipeline does not need, another of the source may: modes are shared.
    yield from unneeded_bindings(plans, list(evaluation.pipelines.values()))
    yield from never_invoked(evaluation)
