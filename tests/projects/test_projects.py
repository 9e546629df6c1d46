"""The projects' scripts do what Dagster did, and are what a script should be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.differential.compare import Compared, live
from tests.differential.comparison import AGREED, REFUSED
from tests.differential.compiled import Built

from .projects import Target, build, compare, copy, faults, projects, targets

CASES = projects()
TARGETS = targets(CASES)
UNSUPPORTED = {
    (case.name, run["name"]) for case in CASES for run in case.runs if "unsupported" in run
}

Scripts = Mapping[Target, Built]
each_project = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The projects somewhere else than in this repository, whose root is not theirs."""
    return copy(tmp_path_factory.mktemp("projects"), CASES)


@pytest.fixture(scope="module")
def built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Scripts:
    """Every script of every project."""
    return build(TARGETS, folder, tmp_path_factory.mktemp("scripts"))


def surprises(results: list[Compared], known: set[tuple[str, str]]) -> list[str]:
    """What neither agrees nor is refused as it should be, a line each."""
    return [
        f"{row.case}/{row.run}: {row.verdict.kind}: {' / '.join(row.verdict.details)}"
        for row in results
        if row.verdict.kind != (REFUSED if (row.case, row.run) in known else AGREED)
    ]


def texts(scripts: Scripts) -> dict[str, str]:
    """What was written, by the target's name."""
    return {
        target.label: each.script.read_text(encoding="utf-8")
        for target, each in scripts.items()
        if each.status == "built"
    }


def test_scripts_answer_as_dagster_does(built: Scripts) -> None:
    assert surprises(compare(CASES, built), UNSUPPORTED) == []


def test_live_runs_answer_as_dagster_does() -> None:
    assert surprises(live(CASES), set()) == []


def test_scripts_are_whole_clean_and_alone(built: Scripts) -> None:
    # Black takes a second or two for each: all of them are for the long command.
    styled = set(TARGETS[::16])
    found = {
        target.label: faults(each.script, style=target in styled)
        for target, each in built.items()
        if each.status == "built"
    }
    assert {label: lines for label, lines in found.items() if lines} == {}


# Every script under every seed is for the long command: here, each project has some of its scripts built again.


def test_the_hash_seed_does_not_matter(built: Scripts, folder: Path, tmp_path: Path) -> None:
    some = TARGETS[::4]
    assert texts(build(some, folder, tmp_path, "1")) == texts({each: built[each] for each in some})


def test_the_place_and_the_line_ends_do_not_matter(built: Scripts, tmp_path: Path) -> None:
    some = TARGETS[2::4]
    elsewhere = copy(tmp_path / "deeper" / "still", CASES, line_end=b"\r\n")
    again = build(some, elsewhere, tmp_path / "scripts", "2")
    assert texts(again) == texts({each: built[each] for each in some})


@each_project
def test_every_run_has_a_recorded_answer(case) -> None:  # type: ignore[no-untyped-def]
    assert {run["name"] for run in case.runs} == set(case.answers)
