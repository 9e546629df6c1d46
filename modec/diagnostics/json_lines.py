"""Findings as JSON, an object a line; docs/output-formats.md describes the fields."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from modec.diagnostics.diagnostic import Diagnostic
from modec.diagnostics.positions import position_of
from modec.diagnostics.span import Span


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """One object a line, its keys always the same and in the same order."""
    return "".join(json.dumps(as_data(each), ensure_ascii=False) + "\n" for each in diagnostics)


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """The finding as plain data. What is not known is None."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "title": diagnostic.title,
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "label": diagnostic.label,
        "related": [
            {**_place(related.span), "label": related.label} for related in diagnostic.related
        ],
        "notes": list(diagnostic.notes),
        "help": diagnostic.help,
    }


def _place(span: Span | None) -> dict[str, Any]:
    place = position_of(span) if span is not None else None
    return {
        "path": span.path if span is not None else None,
        "line": place.line or None if place else None,
        "column": place.column or None if place else None,
        "end_line": place.end_line or None if place else None,
        "end_column": place.end_column or None if place else None,
    }
