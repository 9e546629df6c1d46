"""How much of the project's data a script may carry: `--embed`, and `embed` in pyproject.toml."""

from __future__ import annotations

import re
import sys

EMBED_LIMIT = 256 * 1024
"""How many bytes of data files a script carries at most, when nobody says otherwise."""

_UNITS = {"": 1, "B": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def embed_limit(text: str) -> int:
    """The bytes that `none`, `text` (all text files) or a size such as `64KB` allow; negative for `none`.

    Raises `ValueError`.
    """
    word = text.strip().lower()
    if word in ("none", "text"):
        return -1 if word == "none" else sys.maxsize
    match = re.fullmatch(r"(\d+(?:\.\d+)?) *([BKMG]?)(?:I?B)?", text.strip().upper())
    if match is None:
        raise ValueError(f"{text!r} is not none, text or a size such as 64KB")
    return int(float(match[1]) * _UNITS[match[2]])


def shown_size(size: int) -> str:
    """A number of bytes for people."""
    for unit, name in (("M", "MB"), ("K", "KB")):
        if size >= _UNITS[unit]:
            return f"{size / _UNITS[unit]:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} byte{'s' if size != 1 else ''}"
