"""Compares modec, live and compiled, with the recorded answers, and prints what it finds."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .batch import as_json, ask
from .cases import Answer, Case, Run, load_cases
from .comparison import AGREED, VERDICTS, Verdict, compare_live, compare_script, expected
from .compiled import build_all, build_key, buildable, run_all, run_forked
from .oracle import HERE, PROJECT
from .protocol import Request


@dataclass(frozen=True)
class Compared:
    """One run of one case, one way of running it, and the verdict."""

    case: str
    run: str
    way: str
    verdict: Verdict


def ask_live(requests: Sequence[Request]) -> list[Answer]:
    """modec's live answers, all from one process."""
    return ask([sys.executable, HERE / "runner_live.py", PROJECT], as_json(requests))


def live(cases: Sequence[Case]) -> list[Compared]:
    """Every recorded run, live."""
    pairs = _recorded(cases)
    answers = ask_live([case.request(run) for case, run in pairs])
    return [
        Compared(case.name, run["name"], "live", compare_live(_expected(case, run, live=True), got))
        for (case, run), got in zip(pairs, answers)
    ]


def compiled(
    cases: Sequence[Case],
    pythons: Sequence[str] = (),
    scripts: Path | None = None,
    forked: bool = False,
    formatted: bool = True,
) -> list[Compared]:
    """Every recorded run that a script can be built for, with each Python ("3.8", or a path).

    The scripts are left in the folder `scripts` when it is given. `forked`: most runs are forks of one process for
    each Python, not processes that start from nothing. Black is left out of the builds if not `formatted`.
    """
    pairs = [(case, run) for case, run in _recorded(cases) if buildable(run)]
    interpreters = {name: find_python(name) for name in pythons} or {"": sys.executable}
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        place = (scripts or Path(folder)).absolute()
        place.mkdir(parents=True, exist_ok=True)
        built = build_all([build_key(case, run) for case, run in pairs], place, formatted=formatted)
        work = [
            (case, run, label, python)
            for case, run in pairs
            if built[build_key(case, run)].status == "built"
            for label, python in interpreters.items()
        ]
        run_scripts = run_forked if forked else run_all
        ran = run_scripts(
            [(built[build_key(case, run)].script, run, python) for case, run, _, python in work]
        )
    results = [
        Compared(
            case.name,
            run["name"],
            f"compiled {label}".strip(),
            compare_script(_expected(case, run), built[build_key(case, run)], got),
        )
        for (case, run, label, _), got in zip(work, ran)
    ]
    for case, run in pairs:
        outcome = built[build_key(case, run)]
        if outcome.status != "built":
            verdict = compare_script(_expected(case, run), outcome, None)
            results.append(Compared(case.name, run["name"], "compiled", verdict))
    return sorted(results, key=lambda row: (row.case, row.run, row.way))


def find_python(name: str) -> str:
    """An interpreter by version or path. Raises `ValueError` when it isn't there."""
    if "/" in name:
        return name
    pyenv = sorted(Path.home().glob(f".pyenv/versions/{name}.*/bin/python"))
    found = str(pyenv[-1]) if pyenv else shutil.which(f"python{name}")
    if found is None:
        raise ValueError(f"there is no Python {name}")
    return found


def _recorded(cases: Sequence[Case]) -> list[tuple[Case, Run]]:
    return [(case, run) for case in cases for run in case.runs if run["name"] in case.answers]


def _expected(case: Case, run: Run, live: bool = False) -> Answer:
    return expected(run, case.answers[run["name"]], live)


def show(results: Sequence[Compared], verbose: bool = False) -> None:
    """Print the disagreements with their details, and a summary for each way of running."""
    for row in results:
        if verbose or row.verdict.kind != AGREED:
            print(f"{row.verdict.kind:8} {row.way:13} {row.case}/{row.run}")
            for line in row.verdict.details:
                print(f"           {line}")
    for way in sorted({row.way.split()[0] for row in results}):
        counts = Counter(row.verdict.kind for row in results if row.way.split()[0] == way)
        figures = ", ".join(f"{counts[kind]} {kind}" for kind in VERDICTS)
        print(f"{way}: {figures}, of {sum(counts.values())}")


def compare_command(options: argparse.Namespace) -> int:
    """The command line's `compare`: 1 when anything is wrong or crashes; a refusal is no disagreement."""
    cases = load_cases(options.names)
    both = not (options.live or options.compiled)
    results: list[Compared] = []
    if options.live or both:
        results += live(cases)
    if options.compiled or both:
        pythons = [name for name in options.pythons.split(",") if name]
        results += compiled(cases, pythons, Path(options.scripts) if options.scripts else None)
    show(results, options.verbose)
    bad = [row for row in results if row.verdict.kind in ("wrong", "crash")]
    return 1 if bad else 0
