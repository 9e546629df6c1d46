"""The texts of the files that were read in this process, for showing the lines that a finding is about.

A cache as `linecache` is: whoever reads one of the author's files remembers its text under the path that
spans show.
"""

from __future__ import annotations

_TEXTS: dict[str, list[str]] = {}


def remember(path: str, text: str) -> None:
    """Keep `text` as what stands in the file shown as `path`."""
    _TEXTS[path] = text.split("\n")


def line_of(path: str, line: int) -> str | None:
    """That line of the file shown as `path` (counted from 1), None when it isn't known."""
    lines = _TEXTS.get(path)
    if lines is None or not 1 <= line <= len(lines):
        return None
    return lines[line - 1]


def text_of(path: str) -> str | None:
    """The text of the file shown as `path`, None when it isn't known."""
    lines = _TEXTS.get(path)
    return None if lines is None else "\n".join(lines)
