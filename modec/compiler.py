"""The table of contents: from the path of a module to the text of a script.

pipeline.py -> source -> evaluate -> plan -> unroll -> link -> lower -> emit -> script.py
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from modec.collecting import seldom_collected, trees_collected
from modec.diagnostics import Diagnostic
from modec.diagnostics.timings import timed
from modec.emit import emit
from modec.evaluate import Evaluation, evaluate
from modec.inspect import inspect_plans
from modec.link import link
from modec.link.records import Linked
from modec.plan import choose_pipeline, make_plan
from modec.plan.records import Plan
from modec.quiet import without_syntax_warnings
from modec.source import read_program
from modec.source.nesting import nesting_refused
from modec.source.program import Program
from modec.source.settings import embed_setting, wants_source_map
from modec.unroll import unroll


@dataclass(frozen=True)
class Analysis:
    """A source, read and evaluated: what every command starts from."""

    program: Program
    evaluation: Evaluation


@dataclass(frozen=True)
class Built:
    """A script: its text, the plan that it carries out, and the warnings on the way."""

    text: str
    plan: Plan
    warnings: tuple[Diagnostic, ...] = field(default=())
    linked: Linked = field(default=Linked((), {}, frozenset(), ()), repr=False)

    @property
    def file_name(self) -> str:
        """What the script is called when nobody says otherwise."""
        return f"{self.plan.pipeline.name}_{self.plan.mode.name}.py"


@seldom_collected()
@without_syntax_warnings()
def analyse(
    source: str | Path,
    *,
    roots: tuple[str, ...] = (),
    libraries: tuple[str, ...] = (),
    defines: Mapping[str, str] | None = None,
) -> Analysis:
    """Read and evaluate a source (a file, a package folder, or `package.module`) without running any of it.

    `roots` are further folders of the project's modules, `libraries` folders that hold libraries over dagster;
    `defines` gives environment variables and module constants their values at build time. Raises `Refused`.
    """
    # files -> modules, their syntax and imports
    with timed("source"):
        program = read_program(source, roots, libraries=libraries)
    # module-level code -> definitions
    with timed("evaluate"), nesting_refused(program):
        evaluation = evaluate(program, defines or {})
    return Analysis(program, evaluation)


@seldom_collected()
@without_syntax_warnings()
def build(
    analysis: Analysis,
    *,
    pipeline: str | None = None,
    mode: str | None = None,
    preset: str | None = None,
    run_config: Mapping[str, Any] | None = None,
    source_map: bool | None = None,
    embed: int | None = None,
) -> Built:
    """The script of one pipeline in one mode; `run_config` becomes its default config.

    `source_map`: whether it shows tracebacks in the author's files; None for what the project's settings say.
    `embed`: how many bytes of the project's data files it may carry, none if negative; None likewise.
    Raises `Refused` with findings, `InternalError` when modec itself is at fault.
    """
    evaluation, program = analysis.evaluation, analysis.program
    with nesting_refused(program):
        # by name, or the only one
        definition = choose_pipeline(evaluation, pipeline)
        # which resources and steps, in which order, fed from where
        with timed("plan"):
            plan = make_plan(definition, mode, run_config, preset)
        # the plan as code over references
        with timed("unroll"):
            mapped = wants_source_map(program.root) if source_map is None else source_map
            unrolled = unroll(plan, mapped)
        # what the references reach, in one namespace
        with timed("link"):
            limit = embed_setting(program.root) if embed is None else embed
            linked = link(unrolled, evaluation, program, limit)
        # a function that nobody saw coming asks for second attempts: run() has to allow for it
        if not unrolled.has_retries and linked.ships("RetryRequested"):
            unrolled = unroll(plan, mapped, retries=True)
            linked = link(unrolled, evaluation, program, limit)
        # rewritten, formatted, checked: three stages of their own
        made_from = evaluation.checksums(linked.sources, linked.files)
        with trees_collected():
            text = emit(plan, unrolled, linked, program.entry.display, made_from)
    return Built(text, plan, linked.warnings, linked)


def inspect(analysis: Analysis, plans: Sequence[Plan]) -> list[Diagnostic]:
    """Findings about pipelines that can be built: mistakes in bodies, and what is declared for nothing."""
    with timed("inspect"), nesting_refused(analysis.program), without_syntax_warnings():
        return inspect_plans(plans, analysis.evaluation)
