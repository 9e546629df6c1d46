"""What every command does with findings: shown on stderr, and the exit code that goes with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from modec.diagnostics import Diagnostic, InternalError, Refused
from modec.diagnostics.text import render_all


def show(diagnostics: Sequence[Diagnostic]) -> None:
    """Write the findings to stderr."""
    if diagnostics:
        color = uses_color()
        click.echo(render_all(diagnostics, color=color), err=True, nl=False, color=color)


@contextmanager
def findings_shown() -> Iterator[None]:
    """Inside, `Refused` ends the command with its findings and exit code 1, an internal error with a plea."""
    try:
        yield
    except Refused as refused:
        show(refused.diagnostics)
        sys.exit(1)
    except InternalError as error:
        click.echo(
            "modec: INTERNAL ERROR: this is a defect of modec, not of your program. Nothing was written.\n"
            "Please report it with the source that shows it.\n\n"
            f"{error}",
            err=True,
        )
        sys.exit(1)


def uses_color() -> bool:
    """NO_COLOR says no, FORCE_COLOR says yes, else whether stderr is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stderr.isatty()
