"""Where a span stands, in the characters that editors and other tools count."""

from __future__ import annotations

from dataclasses import dataclass

from modec.diagnostics.lines import line_of
from modec.diagnostics.span import Span


@dataclass(frozen=True)
class Position:
    """A place in a file: lines and columns count from 1, the end is exclusive; 0 stands for unknown."""

    line: int
    column: int
    end_line: int
    end_column: int


def position_of(span: Span) -> Position:
    """The place of a span, whose columns count the bytes of UTF-8 as `ast` does, in characters."""
    if not span.line:
        return Position(0, 0, 0, 0)
    end = _column(span.path, span.end_line, span.end_column) if span.end_line else 0
    return Position(span.line, _column(span.path, span.line, span.column), span.end_line, end)


def _column(path: str, line: int, offset: int) -> int:
    text = line_of(path, line)
    if text is None:
        return offset + 1
    return len(text.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "replace")) + 1
