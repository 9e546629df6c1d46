"""The Python that a script asks for is one that can execute it."""

from __future__ import annotations

import pytest

from modec.emit.formatting import format_pieces
from modec.emit.versions import needed_minor


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("def f(a: int) -> str: return a", 8),
        ("def f(a: dict[str, str]): return a", 9),
        ("def f() -> list[int]: return []", 9),
        ("class A:\n    x: tuple[int, ...] = ()", 9),
        ("Names = list[str]", 9),
        ("def f(a: 'list[int]'): return a", 8),
        ("def f(a: int | None): return a", 10),
        ("def f(a, b): return a | b", 8),
        ("def f():\n    list = [1]\n    return list[0]", 8),
        ("from functools import cache", 9),
        ("import zoneinfo", 9),
        ("try:\n    import zoneinfo\nexcept ImportError:\n    zoneinfo = None", 8),
    ],
)
def test_what_a_piece_needs(text: str, minor: int) -> None:
    assert needed_minor(text) == minor


def test_annotations_that_are_never_evaluated_need_nothing() -> None:
    pieces = ["from __future__ import annotations", "def f(a: dict[str, str] | None): return a"]
    assert format_pieces(pieces)[1] == 8
    assert format_pieces(pieces[1:])[1] == 10
