"""The projects on disk, the scripts that their runs need, and what is asked of every script."""

from __future__ import annotations

import ast
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import black
from pyflakes.api import check as pyflakes
from pyflakes.reporter import Reporter

from tests.differential.batch import ask
from tests.differential.cases import Case, load_cases
from tests.differential.compare import Compared, find_python
from tests.differential.comparison import compare_script, expected
from tests.differential.compiled import Built, buildable, run_all
from tests.differential.oracle import HERE, PROJECT

PROJECTS = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Target:
    """What one script is of. The build finds the project's root by itself, as for a user who says nothing."""

    project: str
    source: str
    """The entry's file, relative to the folder that holds the projects."""
    pipeline: str | None
    mode: str | None
    preset: str | None

    def arguments(self, folder: Path, script: Path) -> list[str]:
        """The command line that builds it from the projects in `folder`."""
        arguments = ["build", "-o", str(script)]
        for option in ("pipeline", "mode", "preset"):
            if getattr(self, option) is not None:
                arguments += [f"--{option}", getattr(self, option)]
        return [*arguments, str(folder / self.source)]

    @property
    def label(self) -> str:
        """A name for files and messages."""
        preset = None if self.preset is None else f"with_{self.preset}"
        parts = (self.project, self.pipeline, self.mode, preset)
        return "-".join(part for part in parts if part is not None)


def projects(names: Sequence[str] = ()) -> list[Case]:
    """The projects as cases of the differential tests. Imports start from `path` in the project's folder."""
    found = []
    for case in load_cases(names, PROJECTS):
        table = json.loads((PROJECTS / f"{case.name}.runs.json").read_text(encoding="utf-8"))
        found.append(replace(case, root=case.root / table.get("path", ".")))
    return found


def targets(cases: Sequence[Case]) -> list[Target]:
    """Every script that a run of the cases needs, once."""
    found = [_target(case, run) for case in cases for run in case.runs if buildable(run)]
    return list(dict.fromkeys(found))


def _target(case: Case, run: Mapping[str, str]) -> Target:
    source = case.source.relative_to(PROJECTS).as_posix()
    return Target(case.name, source, run.get("pipeline"), run.get("mode"), run.get("preset"))


def copy(place: Path, cases: Sequence[Case], line_end: bytes = b"\n") -> Path:
    """The projects' files in another folder, their Python files with that line end."""
    for case in cases:
        shutil.copytree(
            PROJECTS / case.name,
            place / case.name,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        for path in sorted((place / case.name).rglob("*.py")):
            path.write_bytes(path.read_bytes().replace(b"\n", line_end))
    return place


def build(
    wanted: Sequence[Target], folder: Path, into: Path, seed: str = "0"
) -> dict[Target, Built]:
    """Build the scripts from the projects in `folder`, in one process with that hash seed."""
    into.mkdir(parents=True, exist_ok=True)
    scripts = {target: into / f"{target.label}.py" for target in wanted}
    answers = ask(
        [sys.executable, HERE / "runner_build.py", PROJECT],
        [{"arguments": t.arguments(folder, scripts[t]), "timeout": 60.0} for t in wanted],
        {"PYTHONHASHSEED": seed},
    )
    return {
        target: Built(
            _status(row.get("code"), row.get("stderr", "")),
            scripts[target],
            str(row.get("stderr") or row.get("detail") or ""),
        )
        for target, row in zip(wanted, answers)
    }


def _status(code: object, stderr: str) -> str:
    if code == 0:
        return "built"
    return "refused" if code == 1 and "[MD" in stderr else "crash"


def compare(
    cases: Sequence[Case], built: Mapping[Target, Built], pythons: Sequence[str] = ()
) -> list[Compared]:
    """Every run that a script can be asked for, compared with what Dagster answered."""
    interpreters = [find_python(name) for name in pythons] or [sys.executable]
    pairs = [(case, run) for case in cases for run in case.runs if buildable(run)]
    work = [
        (case, run, python)
        for case, run in pairs
        for python in interpreters
        if built[_target(case, run)].status == "built"
    ]
    ran = run_all([(built[_target(case, run)].script, run, python) for case, run, python in work])
    results = []
    for (case, run, _), got in zip(work, ran):
        verdict = compare_script(
            expected(run, case.answers[run["name"]]), built[_target(case, run)], got
        )
        results.append(Compared(case.name, run["name"], "compiled", verdict))
    for case, run in pairs:
        outcome = built[_target(case, run)]
        if outcome.status != "built":
            verdict = compare_script(expected(run, case.answers[run["name"]]), outcome, None)
            results.append(Compared(case.name, run["name"], "compiled", verdict))
    return results


def faults(script: Path, style: bool = True) -> list[str]:
    """What is wrong with a script's text: it must parse, be clean to pyflakes, and stand alone.

    `style`: Black has nothing to change, which takes it a second or two to say.
    """
    text = script.read_text(encoding="utf-8")
    tree = ast.parse(text)
    found = [f"imports {name}" for name in _imported(tree) if name.startswith(("dagster", "modec"))]
    reports = _Lines()
    pyflakes(text, script.name, Reporter(reports, reports))
    found += reports.lines
    if style and black.format_str(text, mode=black.Mode()) != text:
        found.append("black would reformat it")
    if str(PROJECT) in text or str(script.parent) in text:
        found.append("it names a path of this machine")
    return found


class _Lines:
    """A stream that keeps what is written to it."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, text: str) -> int:
        if text.strip():
            self.lines.append(text.strip())
        return len(text)


def _imported(tree: ast.Module) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names
