"""Text in aligned columns."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence


def table(rows: Sequence[Sequence[str]], indent: str = "", gap: int = 2) -> str:
    """The rows as lines, each column as wide as its widest cell; no spaces at the ends of lines."""
    widths: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row):
            widths[column] = max(widths.get(column, 0), len(cell))
    lines = []
    for row in rows:
        cells = [cell.ljust(widths[column]) for column, cell in enumerate(row)]
        lines.append((indent + (" " * gap).join(cells)).rstrip())
    return "\n".join(lines)


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
