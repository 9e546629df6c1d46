"""What an author sees: the wrong program of each page, as `modec` says what is wrong with it.

The messages stand in `rendered/`, a file a code; `--update-golden` records them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from modec.cli import main
from modec.diagnostics import lines
from modec.diagnostics.explaining import PAGES, page_of

RENDERED = Path(__file__).with_name("rendered")
WITHOUT_TEXT = {"MD005"}
"""Those about files whose text cannot be had."""
PAGED = sorted(path.stem for path in PAGES.glob("MD*.md"))
WITH_PROGRAMS = [code for code in PAGED if page_of(code).wrong is not None]


def said_about(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What goes to stderr for the wrong program of a code's page."""
    wrong = page_of(code).wrong
    assert wrong is not None
    monkeypatch.chdir(folder)
    monkeypatch.setattr(lines, "_TEXTS", {})  # what other tests have read
    monkeypatch.setenv("COLUMNS", "100")
    for name, text in wrong.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, list(wrong.arguments)).stderr


@pytest.mark.parametrize("code", WITH_PROGRAMS)
def test_the_message_is_the_recorded_one(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    said = said_about(code, tmp_path, monkeypatch)
    recorded = RENDERED / f"{code}.txt"
    if request.config.getoption("--update-golden"):
        RENDERED.mkdir(exist_ok=True)
        recorded.write_text(said, encoding="utf-8")
    assert said == recorded.read_text(encoding="utf-8")
    assert f"[{code}]: " in said


def test_nothing_else_is_recorded() -> None:
    assert sorted(path.stem for path in RENDERED.iterdir()) == WITH_PROGRAMS


@pytest.mark.parametrize("code", WITH_PROGRAMS)
def test_the_message_reads_well(code: str) -> None:
    """It names no file of modec's own, no class of its, no place on the machine, and shows what it is about."""
    said = (RENDERED / f"{code}.txt").read_text(encoding="utf-8")
    assert not re.search(r"<class '|modec\.(definitions|evaluate|runtime)|object at 0x|/tmp/", said)
    if re.search(r"--> .*\.\w+:\d+", said) and code not in WITHOUT_TEXT:
        assert re.search(r"\n +\| .*\^", said)
