"""Records Dagster's answers beside the cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .batch import as_json, ask
from .cases import Answer, Case, save_answers
from .oracle import HERE, oracle_python
from .protocol import CRASH, TIMEOUT, Request

SEEDS = ("0", "12345")
"""An answer counts only if it is the same under these hash seeds."""


def ask_dagster(requests: Sequence[Request], seed: str = "0") -> list[Answer]:
    """Dagster's answers, all from one process. Raises `NoOracle`."""
    command: list[str | Path] = [oracle_python(), HERE / "runner_dagster.py"]
    return ask(command, as_json(requests), {"PYTHONHASHSEED": seed})


def record(cases: Sequence[Case]) -> list[str]:
    """Record every run of the cases; returns the problems, one line each.

    What Dagster answers differently from one process to another (the order of several hooks, say) is not recorded.
    """
    pairs = [(case, run) for case in cases for run in case.runs]
    requests = [case.request(run) for case, run in pairs]
    first, second = (ask_dagster(requests, seed) for seed in SEEDS)
    problems: list[str] = []
    answers: dict[str, dict[str, Answer]] = {case.name: {} for case in cases}
    for (case, run), one, other in zip(pairs, first, second):
        label = f"{case.name}/{run['name']}"
        if one["outcome"] in (CRASH, TIMEOUT):
            problems.append(f"{label}: {one['outcome']}: {one.get('detail', '')}")
        elif one != other:
            problems.append(f"{label}: not deterministic:\n  {one}\n  {other}")
        else:
            answers[case.name][run["name"]] = one
    for case in cases:
        save_answers(case, answers[case.name])
    return problems
