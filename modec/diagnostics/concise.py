"""Findings one a line, as compilers print them: editors and `grep` understand it."""

from __future__ import annotations

from collections.abc import Sequence

from modec.diagnostics.diagnostic import Diagnostic
from modec.diagnostics.positions import position_of


def render_concise(diagnostics: Sequence[Diagnostic]) -> str:
    """`path:line:column: severity CODE message`, a line each; without a place, from the severity on."""
    return "".join(f"{_place(each)}{_said(each)}\n" for each in diagnostics)


def _place(diagnostic: Diagnostic) -> str:
    if diagnostic.span is None:
        return ""
    place = position_of(diagnostic.span)
    return diagnostic.span.path + (f":{place.line}:{place.column}" if place.line else "") + ": "


def _said(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.severity} {diagnostic.code} {' '.join(diagnostic.message.split())}"
