"""What the README says is so: its commands, its program, its script, its links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ["README.md", "CHANGELOG.md", "golden/penguins/README.md", "docs/differences.md"]


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_ci_runs_the_two_commands_of_the_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    main, tests = blocks("bash")[:2]
    assert main.strip() in ci
    assert tests.strip() in ci


def test_the_shown_result_is_the_recorded_one() -> None:
    recorded = (ROOT / "golden/penguins/expected/prod.oracle.out").read_text(encoding="utf-8")
    assert recorded == blocks("text")[0] + "-- exit 0 --\n"


def test_the_shown_program_is_a_golden_case() -> None:
    assert blocks("python")[0] == (ROOT / "golden/tour/pipeline.py").read_text(encoding="utf-8")


def test_the_shown_script_is_part_of_the_recorded_one() -> None:
    shown = blocks("python")[1].strip()
    recorded = (ROOT / "golden/tour/expected/prod.py").read_text(encoding="utf-8")
    assert shown in recorded.replace("golden/tour/", "")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    path = ROOT / document
    targets = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (path.parent / target).exists()] == []
