"""Findings as text: what the author sees."""

from modec.diagnostics import Related, Span, finding
from modec.diagnostics.codes import CODES
from modec.diagnostics.lines import remember
from modec.diagnostics.text import render, render_all


def test_the_place_is_shown_with_its_line() -> None:
    remember("shop.py", "import x\n@solid(required_resource_keys={'db'})\ndef f(context): ...")
    text = render(
        finding(
            "MD208",
            Span("shop.py", 2, 31, 2, 35),
            label="required here",
            help="bind it",
            notes=["a note"],
            pipeline="shop",
            preset="db",
        )
    )
    assert text == (
        "error[MD208]: pipeline 'shop' has no preset 'db'\n"
        " --> shop.py:2:32\n"
        "  |\n"
        "2 | @solid(required_resource_keys={'db'})\n"
        "  |                                ^^^^ required here\n"
        "  = note: a note\n"
        "  = help: bind it"
    )


def test_columns_are_those_of_the_terminal() -> None:
    # The column of `ast` counts UTF-8 bytes; the wide characters take two columns each.
    remember("wide.py", "名前 = bad")
    text = render(finding("MD208", Span("wide.py", 1, 9, 1, 12), pipeline="m", preset="k"))
    assert text.splitlines()[-1] == "  | " + " " * 7 + "^^^"


def test_tabs_are_expanded_alike() -> None:
    remember("tabs.py", "\tx = bad")
    text = render(finding("MD208", Span("tabs.py", 1, 5, 1, 8), pipeline="m", preset="k"))
    assert text.splitlines()[-2:] == ["1 |     x = bad", "  |         ^^^"]


def test_an_unknown_file_shows_its_place_alone() -> None:
    text = render(
        finding(
            "MD208",
            Span("gone.py", 3),
            pipeline="m",
            preset="k",
            related=[Related(Span("b.py"), "see")],
        )
    )
    assert text.splitlines() == [
        "error[MD208]: pipeline 'm' has no preset 'k'",
        " --> gone.py:3:1",
        " ::: b.py",
        "  = see",
    ]


def test_several_are_counted() -> None:
    one = finding("MD208", None, pipeline="m", preset="k")
    assert render_all([one]).endswith("'k'\n")
    assert render_all([one, one]).endswith("\n\n2 errors\n")


def test_color_paints_and_changes_nothing_else() -> None:
    import re

    one = finding("MD208", Span("shop.py", 1), help="h", pipeline="m", preset="k")
    assert re.sub("\x1b\\[[0-9;]*m", "", render(one, color=True)) == render(one)


def test_codes_are_unique_and_grouped() -> None:
    assert all(code.severity in ("error", "warning") for code in CODES.values())
    assert all(name.startswith("MD") and name[2:].isdigit() and len(name) == 5 for name in CODES)


def test_long_lines_are_cut_around_the_place() -> None:
    line = "x" * 500 + "BAD" + "y" * 500
    remember("long.py", line)
    text = render(
        finding("MD208", Span("long.py", 1, 500, 1, 503), pipeline="m", preset="k"), width=80
    )
    _, _, _, shown, carets = text.splitlines()
    assert len(shown) <= 80 and shown.startswith("1 | ...x") and shown.endswith("y...")
    assert shown[carets.index("^") :].startswith("BAD") and carets.count("^") == 3


def test_control_characters_never_reach_the_terminal() -> None:
    remember("odd.py", "a = '\x1b[31m'\x0c")
    text = render(finding("MD208", Span("odd.py", 1, 4, 1, 10), pipeline="m", preset="k"))
    assert "\x1b" not in text and "\x0c" not in text
