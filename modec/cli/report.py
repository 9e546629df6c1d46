"""The findings of a run of `build` or `check`: gathered, shown once at its end, and what they mean for its exit code."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from modec.cli.reporting import findings_shown, uses_color
from modec.diagnostics import Diagnostic, Refused
from modec.diagnostics.formats import FOR_MACHINES, FORMATS
from modec.diagnostics.ignoring import is_ignored
from modec.diagnostics.order import in_order
from modec.diagnostics.text import render_all

F = TypeVar("F", bound=Callable[..., Any])


class Report:
    """Gathers findings. `strict`: warnings count as errors. `stream`: where the machines' formats go."""

    def __init__(
        self, output_format: str = "text", strict: bool = False, err: bool = False
    ) -> None:
        self.output_format = output_format
        self.strict = strict
        self.err = err
        self.ignored: Collection[str] = ()
        """Codes that the project's settings say nothing is wanted of."""
        self._refusals: dict[Diagnostic, None] = {}
        self._others: dict[Diagnostic, None] = {}

    def refuse(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add what a build was refused for. There is no ignoring that."""
        self._refusals.update(dict.fromkeys(diagnostics))

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add findings that do not stop a build by themselves; the author may have them ignored."""
        self._others.update(dict.fromkeys(diagnostics))

    @property
    def findings(self) -> list[Diagnostic]:
        """What is to be shown, in order."""
        kept = [each for each in self._others if not is_ignored(each, self.ignored)]
        return in_order([*self._refusals, *kept])

    @property
    def failed(self) -> bool:
        """Whether the findings stop the run: an error among them, or anything at all where it is strict."""
        return any(self.strict or each.severity == "error" for each in self.findings)

    def show(self) -> None:
        """Write the findings: text to stderr, other formats to stdout (an empty SARIF log is one, too)."""
        findings = self.findings
        if self.output_format == "text":
            if findings:
                width = shutil.get_terminal_size((160, 24)).columns
                color = uses_color()
                click.echo(render_all(findings, color, width), err=True, nl=False, color=color)
        else:
            click.echo(FOR_MACHINES[self.output_format](findings), err=self.err, nl=False)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Inside, `Refused` ends the command: everything gathered is shown, exit code 1."""
        with findings_shown():
            try:
                yield
            except Refused as refused:
                self.refuse(refused.diagnostics)
                self.show()
                sys.exit(1)


def report_options(command: F) -> F:
    """Add `--output-format` and `--strict`."""
    command = click.option(
        "--strict", is_flag=True, help="Warnings are errors: exit code 1, and nothing is written."
    )(command)
    return click.option(
        "--output-format",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="How findings are shown.",
    )(command)
