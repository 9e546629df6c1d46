"""Black piece by piece gives the text that Black gives for the whole."""

import black
import pytest

from modec.diagnostics import InternalError
from modec.emit.formatting import format_pieces, oldest_python


def test_pieces_are_formatted_as_black_does() -> None:
    pieces, minor = format_pieces(["x = {'a':1}", "def f(a,b): return a"])
    assert pieces == ['x = {"a": 1}', "def f(a, b):\n    return a"]
    assert minor == 8


def test_a_newer_syntax_anywhere_is_a_newer_python_everywhere() -> None:
    with_items = "with open('a_rather_long_file_name.txt') as first, open('another_rather_long_file_name.txt') as second:\n    pass"
    match = "match x:\n    case 1:\n        pass"
    alone, minor = format_pieces([with_items])
    assert minor == 8
    together, newer = format_pieces([with_items, match])
    assert newer == 10
    assert together[0] != alone[0]
    whole = with_items + "\n" + match + "\n"
    assert "\n".join(together) + "\n" == black.format_str(whole, mode=black.Mode())


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("x = 1", 8),
        ("(y := 1)", 8),
        ("match x:\n    case _: pass", 10),
        ("try: pass\nexcept* E: pass", 11),
    ],
)
def test_the_oldest_python(text: str, minor: int) -> None:
    assert oldest_python(text) == minor


def test_what_does_not_parse_is_our_own_fault() -> None:
    with pytest.raises(InternalError, match="does not parse"):
        format_pieces(["def f(:"])
