"""Findings as text: what the author sees."""

from modec.diagnostics import Related, Span, finding
from modec.diagnostics.codes import CODES
from modec.diagnostics.lines import remember
from modec.diagnostics.text import render, render_all


def test_the_place_is_shown_with_its_line() -> None:
    remember("shop.py", "import x\n@solid(required_resource_keys={'db'})\ndef f(context): ...")
    text = render(
        finding(
            "MD201",
            Span("shop.py", 2, 31, 2, 35),
            label="required here",
            help="bind it",
            notes=["a note"],
            mode="prod",
            key="db",
        )
    )
    assert text == (
        "error[MD201]: mode 'prod' has no resource 'db'\n"
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
    text = render(finding("MD201", Span("wide.py", 1, 9, 1, 12), mode="m", key="k"))
    assert text.splitlines()[-1] == "  | " + " " * 7 + "^^^"


def test_tabs_are_expanded_alike() -> None:
    remember("tabs.py", "\tx = bad")
    text = render(finding("MD201", Span("tabs.py", 1, 5, 1, 8), mode="m", key="k"))
    assert text.splitlines()[-2:] == ["1 |     x = bad", "  |         ^^^"]


def test_an_unknown_file_shows_its_place_alone() -> None:
    text = render(
        finding(
            "MD201", Span("gone.py", 3), mode="m", key="k", related=[Related(Span("b.py"), "see")]
        )
    )
    assert text.splitlines() == [
        "error[MD201]: mode 'm' has no resource 'k'",
        " --> gone.py:3:1",
        " ::: b.py",
        "  = see",
    ]


def test_several_are_counted() -> None:
    one = finding("MD201", None, mode="m", key="k")
    assert render_all([one]).endswith("'k'\n")
    assert render_all([one, one]).endswith("\n\n2 errors\n")


def test_color_paints_and_changes_nothing_else() -> None:
    import re

    one = finding("MD201", Span("shop.py", 1), help="h", mode="m", key="k")
    assert re.sub("\x1b\\[[0-9;]*m", "", render(one, color=True)) == render(one)


def test_codes_are_unique_and_grouped() -> None:
    assert all(code.severity in ("error", "warning") for code in CODES.values())
    assert all(name.startswith("MD") and name[2:].isdigit() and len(name) == 5 for name in CODES)
