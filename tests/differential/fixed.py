"""The random programs that the ordinary suite compares: a fixed set of seeds, with Dagster's answers kept in one file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .cases import Case
from .features import FEATURES
from .fuzz import judge_by_dagster, written
from .generate import generate
from .program import Program
from .render import render

RECORDED = Path(__file__).resolve().parent / "random_programs.json"
SEEDS = tuple(f"fixed/{number}" for number in range(40))

_KEPT = ("outcome", "stdout", "errors", "teardown_failed", "code")
_KEPT_OF_ERRORS = ("step", "class", "message", "path", "names")


def programs(seeds: Sequence[str] = SEEDS) -> list[Program]:
    """The programs of the fixed seeds, with every feature."""
    return [generate(seed, FEATURES) for seed in seeds]


def recorded_cases(seeds: Sequence[str], folder: Path) -> list[Case]:
    """The programs, written below a folder, with Dagster's recorded answers.

    Raises `ValueError` when a seed means another program now than when it was recorded.
    """
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    cases = written(programs(seeds), folder)
    for case in cases:
        if recorded[case.name]["checksum"] != _checksum(generate(case.name, FEATURES)):
            raise ValueError(
                f"{case.name} is another program now: python -m tests.differential record-random"
            )
        case.answers.update(recorded[case.name]["answers"])
    return cases


def record_programs(folder: Path) -> int:
    """Ask Dagster about the fixed seeds and keep its answers; returns how many runs that are. Raises `NoOracle`."""
    cases = written(programs(), folder)
    judge_by_dagster(cases)
    lines = [
        f"{json.dumps(case.name)}: "
        + json.dumps(
            {
                "checksum": _checksum(program),
                "answers": {name: _compact(answer) for name, answer in case.answers.items()},
            },
            sort_keys=True,
            separators=(",", ":"),
        )
        for case, program in zip(cases, programs())
    ]
    RECORDED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return sum(len(case.answers) for case in cases)


def _checksum(program: Program) -> str:
    return hashlib.sha256(json.dumps(render(program), sort_keys=True).encode()).hexdigest()[:16]


def _compact(answer: dict[str, Any]) -> dict[str, Any]:
    """What a comparison looks at."""
    kept = {key: answer[key] for key in _KEPT if key in answer}
    if "errors" in kept:
        kept["errors"] = [
            {key: row[key] for key in _KEPT_OF_ERRORS if key in row} for row in kept["errors"]
        ]
    return kept
