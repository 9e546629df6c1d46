"""modec does with random programs what Dagster did: a fixed set of seeds, against recorded answers, without Dagster."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from .cases import Case
from .compare import compiled, live
from .fixed import SEEDS, recorded_cases
from .test_recorded import surprises

GROUPS = 4


def one_script(case: Case, number: int) -> Case:
    """The case with the runs of one of its scripts: a build is what takes time."""
    scripts = list(dict.fromkeys((run.get("mode"), run.get("preset")) for run in case.runs))
    chosen = scripts[number % len(scripts)]
    runs = [run for run in case.runs if (run.get("mode"), run.get("preset")) == chosen]
    return replace(case, runs=tuple(runs))


@pytest.mark.parametrize("number", range(GROUPS))
def test_live(number: int, tmp_path: Path) -> None:
    assert surprises(live(recorded_cases(SEEDS[number::GROUPS], tmp_path)), set()) == []


@pytest.mark.parametrize("number", range(GROUPS))
def test_scripts(number: int, tmp_path: Path) -> None:
    cases = recorded_cases(SEEDS[number::GROUPS], tmp_path)
    chosen = [one_script(case, at) for at, case in enumerate(cases)]
    assert surprises(compiled(chosen, forked=True), set()) == []
