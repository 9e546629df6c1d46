"""Whether two texts mean the same: what Black may change, and what it may not."""

from __future__ import annotations

import pytest

from modec.emit.meaning import same_meaning


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = ( 1 )", "x = 1\n"),
        ("def f( a,b=1 ): return (a)", "def f(a, b=1):\n    return a\n"),
        ("def f():\n  '''a\n  b'''\n", 'def f():\n    """a\n    b"""\n'),
        ("class C:\n  '''a\n  b'''\n", 'class C:\n    """a\n    b"""\n'),
        ("del (a, b)", "del a, b\n"),
        ("x = 'a' 'b'", 'x = "ab"\n'),
        ("return 1", "return (1)\n"),
        ("x = 0XFF", "x = 0xFF\n"),
    ],
)
def test_spelling_does_not_count(one: str, other: str) -> None:
    assert same_meaning(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = 1", "x = 2"),
        ("x = 1", "x = 1.0"),
        ("x = 1", "x = True"),
        ("x = 0.0", "x = -0.0"),
        ("x = (1, 2)", "x = (1, 2.0)"),
        ("x = 'a'", "x = b'a'"),
        ("x = a", "x = b"),
        ("x = a.b", "x = a.c"),
        ("def f(a): pass", "def f(a, /): pass"),
        ("def f(a): pass", "def g(a): pass"),
        ("def f(a=1): pass", "def f(a=2): pass"),
        ("def f(): return lambda: 1", "def f(): return lambda: 2"),
        ("def f():\n    try:\n        g()\n    except E:\n        h()", "def f():\n    g()"),
        ("def f():\n    yield 1", "def f():\n    return 1"),
        ("'''doc'''\nx = 1", "'''other'''\nx = 1"),
        ("x = 'a  b'", "x = 'a b'"),
    ],
)
def test_what_a_program_does_counts(one: str, other: str) -> None:
    assert not same_meaning(one, other)
