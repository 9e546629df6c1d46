"""Text in aligned columns."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Sequence


def table(rows: Sequence[Sequence[str]], indent: str = "", gap: int = 2) -> str:
    """The rows as lines, each column as wide as its widest cell; no spaces at the ends of lines."""
    widths: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row):
            widths[column] = max(widths.get(column, 0), columns(cell))
    lines = []
    for row in rows:
        cells = [cell + " " * (widths[column] - columns(cell)) for column, cell in enumerate(row)]
        lines.append((indent + (" " * gap).join(cells)).rstrip())
    return "\n".join(lines)


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: wide characters take two, combining ones none."""
    shown = (character for character in text if not unicodedata.combining(character))
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in shown)


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def common_folder(places: Iterable[str]) -> str:
    """The folder (with a `/` at its end) that all `path:line` places are in; empty where there is none."""
    folders = [posixpath.dirname(place) for place in places]
    if not folders or not all(folders):
        return ""
    common = posixpath.commonpath(folders)
    return f"{common}/" if common else ""
