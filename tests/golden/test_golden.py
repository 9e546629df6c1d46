"""Every golden case: the script is the recorded one, it does what is recorded, and that is what Dagster does."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import black
import pytest
from golden_cases import ROOT, Run, all_runs, unclaimed
from golden_runs import (
    Failed,
    against_oracle,
    build,
    compare,
    diff,
    record,
    refusal,
    run_script,
    update,
)
from pyflakes import checker  # type: ignore[import-untyped]
from pyflakes.messages import UndefinedName  # type: ignore[import-untyped]

Updating = Callable[[str], None]

RUNS = all_runs()
SCRIPTS = [run for run in RUNS if not run.refused]
REFUSALS = [run for run in RUNS if run.refused]
each_run = pytest.mark.parametrize("run", SCRIPTS, ids=lambda run: run.id)
each_refusal = pytest.mark.parametrize("run", REFUSALS, ids=lambda run: run.id)


def recorded(path: Path) -> str:
    """A recorded file's text."""
    if not path.is_file():
        pytest.fail(
            f"{path.name} is not recorded: pytest --update-golden records it", pytrace=False
        )
    return path.read_text(encoding="utf-8")


@each_run
def test_the_compiler_writes_the_recorded_script(run: Run, updating: Updating | None) -> None:
    try:
        text = build(run)
        if updating:
            updating(update(run, text))
            return
    except Failed as failure:
        pytest.fail(str(failure), pytrace=False)
    difference = compare(run.script, text)
    assert not difference, difference


@each_run
def test_the_recorded_script_does_what_is_recorded(run: Run) -> None:
    outcome = run_script(run, recorded(run.script))
    difference = compare(run.out, outcome.render())
    assert not difference, difference + outcome.stderr
    assert outcome.exit == run.exit


@each_run
def test_what_is_recorded_is_what_dagster_does(run: Run) -> None:
    difference = against_oracle(run, recorded(run.out))
    assert not difference, difference


@each_run
def test_the_recorded_script_is_formatted_and_names_nothing_unknown(run: Run) -> None:
    text = recorded(run.script)
    formatted = black.format_str(text, mode=black.Mode())
    assert formatted == text, diff(text, formatted, "recorded", "as black has it")
    messages = checker.Checker(ast.parse(text)).messages
    assert [str(m) for m in messages if isinstance(m, UndefinedName)] == []


@each_refusal
def test_the_compiler_refuses_with_the_recorded_words(run: Run, updating: Updating | None) -> None:
    try:
        said = refusal(run)
    except Failed as failure:
        pytest.fail(str(failure), pytrace=False)
    if updating:
        updating(record(run, run.refusal, said))
        return
    difference = compare(run.refusal, said)
    assert not difference, difference


@each_refusal
def test_dagster_refuses_too_unless_the_case_names_a_limit(run: Run) -> None:
    refused = not recorded(run.oracle_out).endswith("-- exit 0 --\n")
    assert refused == (not run.limit)


def test_every_recorded_file_belongs_to_a_run() -> None:
    assert unclaimed() == []


def test_every_named_difference_is_a_documented_one() -> None:
    text = (ROOT / "docs" / "differences.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^## .*\(`([a-z-]+)`\)$", text, re.MULTILINE))
    assert {run.differs for run in RUNS if run.differs} <= documented


def test_the_example_and_the_manuals_features_have_cases() -> None:
    cases = {run.case.name for run in RUNS}
    assert "penguins" in cases
    assert len(cases) >= 15
