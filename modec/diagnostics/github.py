"""Findings as GitHub's workflow commands, which become annotations of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from modec.diagnostics.diagnostic import Diagnostic
from modec.diagnostics.positions import position_of


def render_github(diagnostics: Sequence[Diagnostic]) -> str:
    """`::error file=...,line=...,title=...::message`, a line each; notes and help follow in the message."""
    return "".join(f"{_annotation(each)}\n" for each in diagnostics)


def _annotation(diagnostic: Diagnostic) -> str:
    properties: dict[str, str | int] = {}
    if diagnostic.span is not None:
        place = position_of(diagnostic.span)
        properties["file"] = diagnostic.span.path
        if place.line:
            properties.update(line=place.line, col=place.column)
        if place.end_line == place.line != 0:
            # GitHub takes columns only where the annotation is on one line.
            properties.update(endLine=place.end_line, endColumn=place.end_column)
    properties["title"] = f"{diagnostic.code}: {diagnostic.title}"
    listed = ",".join(f"{name}={_escaped(str(value), True)}" for name, value in properties.items())
    lines = [diagnostic.message, *(f"note: {note}" for note in diagnostic.notes)]
    if diagnostic.help:
        lines.append(f"help: {diagnostic.help}")
    return f"::{diagnostic.severity} {listed}::{_escaped(chr(10).join(lines))}"


def _escaped(text: str, is_property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text
