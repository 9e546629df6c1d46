"""Which of a source's pipelines is meant."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from modec.diagnostics import Related, Span, refuse

if TYPE_CHECKING:
    from modec.definitions.pipeline import PipelineDefinition


class HasPipelines(Protocol):
    """What evaluation gives, as far as it matters here."""

    @property
    def pipelines(self) -> Mapping[str, PipelineDefinition]:
        """The pipelines by name, in definition order."""

    @property
    def source(self) -> str:
        """The entry module's path as shown."""


def choose_pipeline(evaluation: HasPipelines, name: str | None) -> PipelineDefinition:
    """The pipeline called `name`, or the only one. Raises `Refused` (MD205, MD206, MD207)."""
    pipelines = evaluation.pipelines
    source = evaluation.source
    if not pipelines:
        refuse(
            "MD207",
            Span(source),
            source=source,
            help="decorate a function with @pipeline in this file, or import the pipeline into it",
        )
    known = ", ".join(pipelines)
    if name is None:
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
    if name not in pipelines:
        near = difflib.get_close_matches(name, pipelines, n=1)
        meant = f"did you mean {near[0]!r}? " if near else ""
        refuse("MD205", Span(source), name=name, source=source, help=f"{meant}pipelines: {known}")
    return pipelines[name]
