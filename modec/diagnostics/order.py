"""Findings put in order: by place, each once."""

from __future__ import annotations

from collections.abc import Iterable

from modec.diagnostics.diagnostic import Diagnostic
from modec.diagnostics.span import Span


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each finding once; those without a place first, the others by file, line and column."""
    return sorted(
        dict.fromkeys(diagnostics),
        key=lambda each: (each.span or Span(""), each.code, each.message, each.notes),
    )
