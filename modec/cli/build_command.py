"""`modec build`: compile a pipeline to scripts."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from modec.cli.options import Target, target_options
from modec.cli.reporting import findings_shown, show

if TYPE_CHECKING:
    from modec.compiler import Built

DEFAULT_FOLDER = "dist/"


@click.command("build")
@target_options
@click.option(
    "-o", "--output", metavar="OUT", help="File, folder (ends in / or is one), or - for stdout."
)
@click.option("--all-modes", is_flag=True, help="A script for each mode of the pipeline.")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit 1 with a diff if the files differ."
)
def command(target: Target, output: str | None, all_modes: bool, check: bool) -> None:
    """Compile a pipeline of SOURCE (a file, a package folder or package.module) to a standalone script.

    The script is written to dist/PIPELINE_MODE.py unless -o says otherwise.
    """
    if all_modes and (target.mode or target.preset):
        raise click.UsageError("--all-modes takes no --mode and no --preset")
    if all_modes and output == "-":
        raise click.UsageError("--all-modes writes several files: -o must be a folder")
    with findings_shown():
        built, refused = _build(target, all_modes)
        for script in built:
            show(script.warnings)
        if check:
            differing = [_differs(script, _path(script, output, all_modes)) for script in built]
            sys.exit(1 if refused or any(differing) else 0)
        for script in built:
            if output == "-":
                sys.stdout.buffer.write(script.text.encode("utf-8"))
            else:
                _write(script.text, _path(script, output, all_modes))
    if refused:
        sys.exit(1)


def _build(target: Target, all_modes: bool) -> tuple[list[Built], bool]:
    """The scripts, and whether a mode was refused: one broken mode does not hold back the others."""
    from modec.diagnostics import Refused

    analysis = target.analyse()
    if not all_modes:
        return [target.build(analysis)], False
    from modec.plan import choose_pipeline

    pipeline = choose_pipeline(analysis.evaluation, target.pipeline)
    built, refused = [], False
    for mode in pipeline.mode_defs:
        try:
            built.append(target.build(analysis, mode.name))
        except Refused as error:
            show(error.diagnostics)
            refused = True
    return built, refused


def _path(script: Built, output: str | None, all_modes: bool) -> Path:
    place = output or DEFAULT_FOLDER
    if all_modes or place.endswith("/") or Path(place).is_dir():
        return Path(place) / script.file_name
    return Path(place)


def _write(text: str, path: Path) -> None:
    from modec.emit.writing import write_script

    changed = write_script(text, path)
    click.echo(f"{'wrote' if changed else 'unchanged'} {path.as_posix()}", err=True)


def _differs(script: Built, path: Path) -> bool:
    try:
        present = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
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
