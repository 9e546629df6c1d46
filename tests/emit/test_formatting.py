"""Black piece by piece gives the text that Black gives for the whole."""

import black
import pytest

from modec.diagnostics import InternalError
from modec.emit.formatting import format_piece, format_pieces, oldest_python


def test_pieces_are_formatted_as_black_does() -> None:
    pieces, minor = format_pieces(["x = {'a':1}", "def f(a,b): return a"])
    assert [piece.text for piece in pieces] == ['x = {"a": 1}', "def f(a, b):\n    return a"]
    assert minor == 8


def test_a_newer_syntax_anywhere_is_a_newer_python_everywhere() -> None:
    with_items = "with open('a_rather_long_file_name.txt') as first, open('another_rather_long_file_name.txt') as second:\n    pass"
    match = "match x:\n    case 1:\n        pass"
    alone, minor = format_pieces([with_items])
    assert minor == 8
    together, newer = format_pieces([with_items, match])
    assert newer == 10
    assert together[0].text != alone[0].text
    whole = with_items + "\n" + match + "\n"
    assert "\n".join(piece.text for piece in together) + "\n" == black.format_str(
        whole, mode=black.Mode()
    )


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


def test_a_piece_says_what_it_does_with_names_and_how_many_statements_it_is() -> None:
    (piece,), _ = format_pieces(["x = y; z = 1"])
    assert piece.text == "x = y\nz = 1"
    assert (piece.names.bound, piece.names.read, piece.count) == ({"x", "z"}, {"y"}, 2)


def test_where_a_piece_is_from_takes_no_part() -> None:
    one, other = (
        format_piece(f"# from a.py:{line}, needed by: x\n# more\ndef f( ): return 1")
        for line in (7, 70)
    )
    assert one.text == "# from a.py:7, needed by: x\n# more\ndef f():\n    return 1"
    assert other.text.partition("\n")[2] == one.text.partition("\n")[2]
