"""Memoized runs: what a script cannot do."""

from __future__ import annotations

from collections.abc import Mapping

from modec.definitions.pipeline import PipelineDefinition
from modec.diagnostics import refuse
from modec.runtime.tags import MEMOIZED_RUN_TAG


def check_memoization(pipeline: PipelineDefinition, tags: Mapping[str, str]) -> None:
    """Raises `Refused` (MD222) where runs with these tags, the pipeline's among them, are memoized."""
    tagged = tags.get(MEMOIZED_RUN_TAG)
    if tagged == "false" or (tagged != "true" and pipeline.version_strategy is None):
        return
    by, what = (
        (f"the tag {MEMOIZED_RUN_TAG!r}", "the tag")
        if tagged == "true"
        else ("its version_strategy", "it")
    )
    help = f"take {what} out of a pipeline that is to be a script: every run does everything"
    refuse("MD222", pipeline.origin, help=help, by=by, pipeline=pipeline.name)
