"""Which of a source's pipelines is meant."""

from __future__ import annotations

from collections.abc import Iterator

from modec.definitions.pipeline import PipelineDefinition
from modec.diagnostics import Refused, Related, Span, refuse
from modec.diagnostics.near import did_you_mean
from modec.evaluate.evaluation import Evaluation
from modec.evaluate.residuals import why
from modec.evaluate.values import Residual


def choose_pipeline(evaluation: Evaluation, name: str | None) -> PipelineDefinition:
    """The pipeline called `name`, or the only one.

    Raises `Refused`: MD205, MD206, MD207, or the findings because of which a pipeline could not be defined.
    """
    pipelines = evaluation.pipelines
    source = evaluation.program.entry.display
    if name is not None and name in pipelines:
        return pipelines[name]
    wrong = evaluation.findings if not pipelines else evaluation.failed(name) if name else ()
    if wrong:
        raise Refused(wrong)
    if not pipelines:
        refuse(
            "MD207",
            Span(source),
            source=source,
            notes=list(_unknown(evaluation)),
            help="decorate a function with @pipeline in this file, or import the pipeline into it",
        )
    known = ", ".join(pipelines)
    if name is not None:
        help = f"{did_you_mean(name, pipelines)}pipelines: {known}"
        refuse("MD205", Span(source), name=name, source=source, help=help)
    if len(pipelines) == 1:
        return next(iter(pipelines.values()))
    refuse(
        "MD206",
        Span(source),
        source=source,
        related=[
            Related(pipeline.origin, f"pipeline {key!r}")
            for key, pipeline in pipelines.items()
            if pipeline.origin is not None
        ],
        help=f"choose one with --pipeline: {known}",
    )


def _unknown(evaluation: Evaluation) -> Iterator[str]:
    """What may have been meant for a pipeline, and why the build does not know it."""
    for name, value in evaluation.entry.variables.items():
        if isinstance(value, Residual) and any(word in name.lower() for word in _WORDS):
            yield f"{name!r} is not known when the script is built: {why(value)}"


_WORDS = ("pipeline", "job", "graph")
