"""The cases on disk: a module or a folder, the runs to make of it, and Dagster's recorded answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .protocol import Request

CASES = Path(__file__).resolve().parent / "cases"

Answer = dict[str, Any]
Run = dict[str, Any]

RUN_KEYS = {
    "name",
    "pipeline",
    "mode",
    "preset",
    "run_config",
    "tags",
    "solid_selection",
    "raise_on_error",
    "env",
    "feature",
    "deliberate",
    "unsupported",
}


@dataclass(frozen=True)
class Case:
    """One program and its runs.

    `root` is where its imports start from, `entry` the module that holds the pipelines. `answers` are Dagster's,
    by the run's name, None where nothing is recorded yet.
    """

    name: str
    root: Path
    entry: str
    covers: str
    runs: tuple[Run, ...]
    recorded: Path
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def source(self) -> Path:
        """The entry module's file."""
        return self.root.joinpath(*self.entry.split(".")).with_suffix(".py")

    def request(self, run: Run) -> Request:
        """What to ask a runner for one run."""
        return Request(str(self.root), self.entry, run)


def load_cases(names: Sequence[str] = (), folder: Path = CASES) -> list[Case]:
    """The cases of that name (or whose name begins so), all when there are no names.

    Raises `ValueError` for a table of runs that is wrong or a name that nothing has.
    """
    cases = [case for case in _all(folder) if not names or case.name.startswith(tuple(names))]
    for name in names:
        if not any(case.name.startswith(name) for case in cases):
            raise ValueError(f"there is no case {name!r}")
    return cases


def _all(folder: Path) -> Iterator[Case]:
    for table in sorted(folder.glob("*.runs.json")):
        name = table.name.removesuffix(".runs.json")
        content = json.loads(table.read_text(encoding="utf-8"))
        in_folder = (folder / name).is_dir()
        runs = tuple(content["runs"])
        _check(table, runs)
        recorded = folder / f"{name}.oracle.json"
        yield Case(
            name=name,
            root=folder / name if in_folder else folder,
            entry=content.get("entry", name),
            covers=content["covers"],
            runs=runs,
            recorded=recorded,
            answers=json.loads(recorded.read_text(encoding="utf-8")) if recorded.exists() else {},
        )


def _check(table: Path, runs: tuple[Run, ...]) -> None:
    names = [run.get("name") for run in runs]
    if not names or len(set(names)) != len(names) or None in names:
        raise ValueError(f"{table.name}: every run needs a name of its own")
    for run in runs:
        unknown = sorted(set(run) - RUN_KEYS)
        if unknown:
            raise ValueError(f"{table.name}: run {run['name']!r} has unknown keys {unknown}")


def save_answers(case: Case, answers: dict[str, Answer]) -> bool:
    """Write what Dagster answered; returns whether that changes the file."""
    text = json.dumps(answers, indent=1, sort_keys=True) + "\n"
    if case.recorded.exists() and case.recorded.read_text(encoding="utf-8") == text:
        return False
    case.recorded.write_text(text, encoding="utf-8")
    return True
