"""Names that are near to a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near(name: str, known: Iterable[str]) -> list[str]:
    """Up to three of the known names, the nearest first."""
    return difflib.get_close_matches(name, sorted(set(known)), n=3, cutoff=0.6)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean 'store'? `, or nothing where no name is near."""
    found = near(name, known)
    return f"did you mean {' or '.join(map(repr, found))}? " if found else ""
