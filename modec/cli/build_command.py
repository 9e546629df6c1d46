"""`modec build`: compile a pipeline to scripts."""

from __future__ import annotations

import atexit
import difflib
import gc
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from modec.cli.options import Target, embedded_bytes, target_options
from modec.cli.project import wanted_builds
from modec.cli.report import Report, report_options
from modec.collecting import seldom_collected
from modec.diagnostics.timings import recorded_timings, timings_text

if TYPE_CHECKING:
    from modec.compiler import Built

atexit.register(gc.freeze)  # what is left when the process ends is not worth looking through

DEFAULT_FOLDER = "dist/"


@click.command("build")
@partial(target_options, source_required=False)
@click.option(
    "-o", "--output", metavar="OUT", help="File, folder (ends in / or is one), or - for stdout."
)
@click.option("--all-modes", is_flag=True, help="A script for each mode of the pipeline.")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit 1 with a diff if the files differ."
)
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--source-map/--no-source-map",
    default=None,
    help="Whether the script's log shows tracebacks in your files; it does unless pyproject.toml says otherwise.",
)
@click.option(
    "--embed",
    metavar="none|text|SIZE",
    help="Which of the project's data files the script may carry: none, all text, or up to SIZE (256KB).",
)
@click.option("--timings", is_flag=True, help="Show how long each stage takes, on stderr.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache of built pieces.")
@report_options
def command(
    target: Target,
    output: str | None,
    all_modes: bool,
    check: bool,
    show_diff: bool,
    source_map: bool | None,
    embed: str | None,
    timings: bool,
    no_cache: bool,
    output_format: str,
    strict: bool,
) -> None:
    """Compile a pipeline of SOURCE (a file, a package folder or package.module) to a standalone script.

    The script is written to dist/PIPELINE_MODE.py unless -o says otherwise. Without SOURCE, all builds that
    pyproject.toml lists as [tool.modec.builds.NAME] are made; NAME in place of SOURCE makes that one.
    """
    if all_modes and (target.mode or target.preset):
        raise click.UsageError("--all-modes takes no --mode and no --preset")
    if all_modes and output == "-":
        raise click.UsageError("--all-modes writes several files: -o must be a folder")
    target = replace(target, source_map=source_map, embed=embedded_bytes(embed))
    report = Report(output_format, strict, err=output == "-")
    with report.gathering(), seldom_collected():
        with recorded_timings() as seconds:
            wanted = wanted_builds(target, output, all_modes)
            several = all_modes or len(wanted) > 1
            read: set[str] = set()
            built = [
                (script, _path(script, place, all_modes))
                for each, place in wanted
                for script in _build(each, all_modes, several, report, read, cached=not no_cache)
            ]
        if timings:
            click.echo(timings_text(seconds), err=True, nl=False)
        report.show()
        if report.failed and (strict or not several):
            sys.exit(1)
        if output != "-":
            _check_places([path for _, path in built], read)
        if check or show_diff:
            differing = [_differs(script, path) for script, path in built]
            sys.exit(1 if report.failed or (check and any(differing)) else 0)
        for script, path in built:
            if output == "-":
                click.echo(script.text.encode("utf-8"), nl=False)
            else:
                _write(script.text, path)
    if report.failed:
        sys.exit(1)


def _build(
    target: Target,
    all_modes: bool,
    several: bool,
    report: Report,
    read: set[str],
    cached: bool,
) -> list[Built]:
    """The scripts: one broken mode or build does not hold back the others, where several are wanted.

    The files that they are made from are added to `read`.
    """
    from modec.diagnostics import Refused
    from modec.source.settings import ignored_codes

    try:
        analysis = target.analyse(cached)
    except Refused as error:
        if not several:
            raise
        report.refuse(error.diagnostics)
        return []
    report.ignored = ignored_codes(analysis.program.root)
    report.add(analysis.evaluation.warnings)
    modes: list[str | None] = [None]
    if all_modes:
        from modec.plan import choose_pipeline

        pipeline = choose_pipeline(analysis.evaluation, target.pipeline)
        modes = [mode.name for mode in pipeline.mode_defs]
    built = []
    for mode in modes:
        try:
            built.append(target.build(analysis, mode, cached))
        except Refused as error:
            if not several:
                raise
            report.refuse(error.diagnostics)
    report.add(each for script in built for each in script.warnings)
    report.add(target.inspect(analysis, [script.plan for script in built], cached))
    report.add(target.ambiguities())
    read.update(os.path.realpath(module.path) for module in analysis.program.modules.values())
    read.update(os.path.realpath(file) for file in target.config)
    return built


def _path(script: Built, output: str | None, all_modes: bool) -> Path:
    place = output or DEFAULT_FOLDER
    if all_modes or place.endswith("/") or os.path.isdir(place):
        return Path(place) / script.file_name
    return Path(place)


def _check_places(paths: list[Path], read: set[str]) -> None:
    """That no script overwrites what it is made from, nor another one. Raises `Refused` (MD601)."""
    from modec.diagnostics import refuse

    taken: set[str] = set()
    for path in paths:
        real = os.path.realpath(path)
        if real in read:
            refuse("MD601", None, path=path.as_posix(), reason="scripts are made from it")
        if real in taken:
            refuse("MD601", None, path=path.as_posix(), reason="it is to be two scripts")
        if os.path.isfile(real) or not os.path.exists(real):
            taken.add(real)


def _write(text: str, path: Path) -> None:
    from modec.emit.writing import write_script

    changed = write_script(text, path)
    click.echo(f"{'wrote' if changed else 'unchanged'} {path.as_posix()}", err=True)


def _differs(script: Built, path: Path) -> bool:
    try:
        present = path.read_bytes().decode("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        click.echo(f"{path.as_posix()} is not there", err=True)
        return True
    if present == script.text:
        return False
    diff = difflib.unified_diff(
        present.splitlines(keepends=True),
        script.text.splitlines(keepends=True),
        f"{path.as_posix()} (on disk)",
        f"{path.as_posix()} (as built)",
    )
    sys.stdout.writelines(line if line.endswith("\n") else f"{line}\n" for line in diff)
    return True
