"""Findings as text: the sentence, the place with its line and carets, notes and help."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from modec.diagnostics.diagnostic import Diagnostic
from modec.diagnostics.lines import line_of
from modec.diagnostics.span import Span

_COLORS = {"error": "1;31", "warning": "1;33", "place": "1;34", "help": "1;36", "bold": "1"}
_TAB = 4
_MORE = "..."
DEFAULT_WIDTH = 160
"""Columns that an excerpt may take where the terminal's width is not known."""


def render_all(
    diagnostics: Sequence[Diagnostic], color: bool = False, width: int | None = None
) -> str:
    """All findings, a blank line between them, and a closing count; ends with a newline.

    Lines of source are cut to `width` columns, around what the finding is about.
    """
    blocks = [render(diagnostic, color, width) for diagnostic in diagnostics]
    counts = {
        severity: sum(diagnostic.severity == severity for diagnostic in diagnostics)
        for severity in ("error", "warning")
    }
    said = [f"{n} {severity}{'s' if n > 1 else ''}" for severity, n in counts.items() if n]
    return "\n\n".join(blocks) + (f"\n\n{', '.join(said)}\n" if len(diagnostics) > 1 else "\n")


def render(diagnostic: Diagnostic, color: bool = False, width: int | None = None) -> str:
    """One finding, without a final newline."""
    severity = diagnostic.severity
    head = _paint(f"{severity}[{diagnostic.code}]", severity, color)
    lines = [head + _paint(f": {diagnostic.message}", "bold", color)]
    places = [(diagnostic.span, diagnostic.label, "^")] if diagnostic.span else []
    places.extend((related.span, related.label, "-") for related in diagnostic.related)
    gutter = max((len(str(span.line)) for span, _, _ in places if span), default=1)
    for index, (span, label, mark) in enumerate(places):
        if span is not None:
            arrow = "-->" if index == 0 else ":::"
            lines.extend(
                _excerpt(
                    span,
                    label,
                    mark,
                    arrow,
                    gutter,
                    severity if index == 0 else "place",
                    color,
                    width or DEFAULT_WIDTH,
                )
            )
    for note in diagnostic.notes:
        lines.extend(_remark("note", note, gutter, color))
    if diagnostic.help:
        lines.extend(_remark("help", diagnostic.help, gutter, color))
    return "\n".join(lines)


def _excerpt(
    span: Span,
    label: str,
    mark: str,
    arrow: str,
    gutter: int,
    kind: str,
    color: bool,
    width: int,
) -> Iterable[str]:
    pad = " " * gutter
    yield f"{pad}{_paint(arrow, 'place', color)} {span}"
    text = line_of(span.path, span.line)
    if text is None:
        if label:
            yield f"{pad} {_paint('=', 'place', color)} {label}"
        return
    start, end = _columns(span, text)
    text = "".join(character if character.isprintable() else " " for character in _untabbed(text))
    text, start, end = _cut(text.rstrip(), start, end, max(width - gutter - 3, 40))
    bar = _paint("|", "place", color)
    carets = mark * max(_width(text[start:end]), 1) + (f" {label}" if label else "")
    yield f"{pad} {bar}"
    yield f"{_paint(str(span.line).rjust(gutter), 'place', color)} {bar} {text}"
    yield f"{pad} {bar} {' ' * _width(text[:start])}{_paint(carets, kind, color)}"


def _columns(span: Span, text: str) -> tuple[int, int]:
    """Where the span starts and ends on its first line, in characters: `ast` counts UTF-8 bytes."""
    raw = text.encode("utf-8", "surrogatepass")
    start = len(raw[: span.column].decode("utf-8", "replace"))
    if span.end_line == span.line:
        end = len(raw[: span.end_column].decode("utf-8", "replace"))
    else:
        end = len(text.rstrip()) if span.end_line else start + 1
    end = max(end, start + 1)
    return len(_untabbed(text[:start])), len(_untabbed(text[:end]))


def _untabbed(text: str) -> str:
    """`text` with spaces for its tabs, which stop where a terminal's do: wide characters count as two."""
    parts: list[str] = []
    columns = 0
    for part in re.split("(\t)", text):
        parts.append(" " * (_TAB - columns % _TAB) if part == "\t" else part)
        columns += _width(parts[-1])
    return "".join(parts)


def _cut(text: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """A line that is too wide without its far ends, and where start and end are then."""
    if _width(text) <= width:
        return text, start, end
    first = 0 if _width(text[:end]) <= width - len(_MORE) else max(0, start - width // 4)
    before = _MORE if first else ""
    last, columns = first, len(before)
    while last < len(text) and columns + _width(text[last]) <= width - len(_MORE):
        columns += _width(text[last])
        last += 1
    shift = len(before) - first
    kept = before + text[first:last]
    return kept + (_MORE if last < len(text) else ""), start + shift, min(end + shift, len(kept))


def _width(text: str) -> int:
    """How many columns of a terminal `text` takes: wide characters take two, combining ones none."""
    columns = 0
    for character in text:
        if not unicodedata.combining(character):
            columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return columns


def _remark(kind: str, text: str, gutter: int, color: bool) -> Iterable[str]:
    first, *rest = text.split("\n")
    yield f"{' ' * gutter} {_paint('=', 'place', color)} {_paint(f'{kind}:', 'help', color)} {first}"
    for line in rest:
        yield f"{' ' * (gutter + 9)}{line}"


def _paint(text: str, kind: str, color: bool) -> str:
    return f"\x1b[{_COLORS[kind]}m{text}\x1b[0m" if color else text
