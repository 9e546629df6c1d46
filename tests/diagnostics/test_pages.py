"""The page of each code: its wrong program gives exactly that code, its right program does not."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from modec.cli import main
from modec.diagnostics.codes import CODES
from modec.diagnostics.explaining import PAGES, Example, page_of, reference

WITHOUT_PROGRAMS = {"MD004", "MD550", "MD551"}
"""What files and arguments cannot show: permissions, and the limits of rewriting."""

EXAMPLES = sorted(set(CODES) - WITHOUT_PROGRAMS)


def findings(example: Example, folder: Path, monkeypatch: pytest.MonkeyPatch) -> "list[str]":
    monkeypatch.chdir(folder)
    for name, text in example.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, [*example.arguments, "--output-format", "json"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return [json.loads(line)["code"] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_wrong_program_gives_the_code(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = page_of(code).wrong
    assert example is not None
    assert set(findings(example, tmp_path, monkeypatch)) == {code}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_right_program_gives_nothing(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = page_of(code).right
    assert example is not None
    assert findings(example, tmp_path, monkeypatch) == []


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md")) == sorted(CODES)
    for code in sorted(WITHOUT_PROGRAMS):
        assert page_of(code).wrong is None and page_of(code).meaning


def test_the_document_is_made_from_the_pages() -> None:
    document = Path(__file__).parents[2] / "docs/diagnostics.md"
    assert (
        document.read_text(encoding="utf-8") == reference()
    ), "run: modec explain --all > docs/diagnostics.md"


def test_explain() -> None:
    run = CliRunner().invoke
    assert "# MD201: missing resource" in run(main, ["explain", "md201"]).stdout
    assert "MD201  error" in run(main, ["explain"]).stdout
    wrong = run(main, ["explain", "MD2001"])
    assert wrong.exit_code == 2 and "MD201" in wrong.output
