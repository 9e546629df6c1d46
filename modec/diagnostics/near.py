"""Names that are near to a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near(name: str, known: Iterable[str]) -> list[str]:
    """Up to three of the known names, the nearest first: the same letters come before what is merely alike."""
    names = sorted(set(known))
    letters = sorted(name.lower())
    swapped = [each for each in names if each != name and sorted(each.lower()) == letters]
    alike = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    return list(dict.fromkeys([*swapped, *alike]))[:3]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean 'store'? `, or nothing where no name is near."""
    found = near(name, known)
    return f"did you mean {' or '.join(map(repr, found))}? " if found else ""
