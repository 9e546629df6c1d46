"""A script runs on every Python from 3.8 on: the recorded ones, on each that this machine has."""

from __future__ import annotations

import ast

import golden_runs
import pytest
from golden_cases import Run, all_runs
from golden_runs import run_script
from pythons import MINORS, interpreter, required

SCRIPTS = [run for run in all_runs() if not run.refused]
SHOWN = [
    run
    for run in SCRIPTS
    if run.case.folder.name in ("penguins", "retry", "dynamic_outputs", "io_manager")
]
"""The example, and one case of each part of the runtime that only some scripts have."""


@pytest.mark.parametrize("run", SCRIPTS, ids=lambda run: run.id)
def test_every_script_is_python_3_8(run: Run) -> None:
    ast.parse(run.script.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("minor", MINORS, ids=lambda minor: f"3.{minor}")
def test_the_scripts_do_the_same_on(minor: int, monkeypatch: pytest.MonkeyPatch) -> None:
    python = interpreter(minor)
    if python is None:
        message = f"there is no Python 3.{minor} on this machine"
        if minor in required():
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    monkeypatch.setattr(golden_runs, "SCRIPT_PYTHON", python)
    for run in SHOWN:
        outcome = run_script(run, run.script.read_text(encoding="utf-8"))
        assert outcome.render() == run.out.read_text(
            encoding="utf-8"
        ), f"{run.id}\n{outcome.stderr}"
