"""modec answers the cases as Dagster did: against the recorded answers, so without Dagster.

Cases are compared a group at a time, because a process that judges many is what makes this quick.
"""

from __future__ import annotations

import pytest

from .cases import Case, load_cases
from .compare import Compared, compiled, live
from .comparison import AGREED, REFUSED

GROUPS = 12

CASES = load_cases()


def group(number: int) -> list[Case]:
    """Every twelfth case: neighbours are alike, and so is the time that they take."""
    return CASES[number::GROUPS]


UNSUPPORTED = {
    (case.name, run["name"]) for case in CASES for run in case.runs if "unsupported" in run
}
"""What a script cannot do: the build refuses it."""


def surprises(results: list[Compared], known: set[tuple[str, str]]) -> list[str]:
    """What is neither agreed nor refused where a refusal is known, a line each."""
    lines = []
    for row in results:
        kind = row.verdict.kind
        unsupported = (row.case, row.run) in known
        if kind == REFUSED and unsupported:
            continue
        if kind == AGREED and not unsupported:
            continue
        more = ", but is marked unsupported" if unsupported else ""
        lines.append(f"{row.case}/{row.run}: {kind}{more}: {' / '.join(row.verdict.details)}")
    return lines


@pytest.mark.parametrize("number", range(GROUPS))
def test_live_runs_answer_as_dagster_does(number: int) -> None:
    assert surprises(live(group(number)), set()) == []


@pytest.mark.parametrize("number", range(GROUPS))
def test_scripts_answer_as_dagster_does(number: int) -> None:
    assert surprises(compiled(group(number)), UNSUPPORTED) == []


def test_every_run_has_a_recorded_answer() -> None:
    missing = [
        f"{case.name}/{run['name']}"
        for case in CASES
        for run in case.runs
        if run["name"] not in case.answers
    ]
    assert missing == []


def test_no_answer_is_left_of_a_run_that_is_gone() -> None:
    stale = [
        f"{case.name}/{name}"
        for case in CASES
        for name in case.answers
        if name not in {run["name"] for run in case.runs}
    ]
    assert stale == []
