"""Compares modec with Dagster on random programs, and shrinks those that disagree."""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .cases import Case
from .compare import Compared, compiled, find_python, live, show
from .comparison import CRASHED, WRONG
from .features import chosen_features
from .generate import generate
from .program import Program
from .protocol import CONFIG_ERROR, CRASH, DEFINITION_ERROR, RUN_ERROR, TIMEOUT
from .record import ask_dagster
from .render import render
from .shrink import shrink

BATCH = 150
"""Programs judged together: one process of each kind."""


def fuzz_command(options: argparse.Namespace) -> int:
    """The command line's `fuzz`: 1 when a program disagrees, 2 when too many are no programs for Dagster."""
    features = chosen_features(options.features)
    pythons = [name for name in options.pythons.split(",") if name]
    for name in pythons:
        find_python(name)
    formatted = not options.unformatted
    ways = [way for way in ("live", "compiled") if getattr(options, way)]
    manners: Counter[tuple[str, str]] = Counter()
    outcomes: Counter[str] = Counter()
    invalid: list[str] = []
    results: list[Compared] = []
    for start in range(0, options.programs, BATCH):
        numbers = range(start, min(start + BATCH, options.programs))
        programs = {
            f"{options.seed}/{number}": generate(f"{options.seed}/{number}", features)
            for number in numbers
        }
        with tempfile.TemporaryDirectory(prefix="differential-") as folder:
            cases = written(list(programs.values()), Path(folder))
            judge_by_dagster(cases)
            outcomes.update(answer["outcome"] for case in cases for answer in case.answers.values())
            invalid += [case.name for case in cases if not accepted(case)]
            found = compared([case for case in cases if accepted(case)], ways, pythons, formatted)
        results += found
        judged = Counter(row.verdict.kind for row in found)
        figures = ", ".join(f"{count} {kind}" for kind, count in sorted(judged.items()))
        print(f"{numbers.stop} of {options.programs} programs: {figures}", flush=True)
        for seed, row in first_failures(found).items():
            manners[manner(row)] += 1
            print(f"\nprogram {seed}: {row.verdict.kind}, {row.way}, run {row.run!r}")
            print(*[f"    {line}" for line in row.verdict.details], sep="\n", flush=True)
            # One of each sort is worth the time.
            if manners[manner(row)] == 1:
                small = programs[seed]
                if not options.no_shrink:
                    small = smallest(small, row, pythons)
                keep(small, row, Path(options.keep) if options.keep else None)
    counted = ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items()))
    print(
        f"\nDagster: {options.programs} programs, {len(invalid)} not accepted {invalid[:5]}; runs: {counted}"
    )
    show([row for row in results if row.verdict.kind not in (WRONG, CRASHED)])
    for (kind, what), count in manners.most_common():
        print(f"{count:4} programs: {kind}: {what}")
    if manners:
        return 1
    return 2 if len(invalid) * 20 > options.programs else 0


def written(programs: Sequence[Program], folder: Path) -> list[Case]:
    """Write programs below a folder, each as a case named by its seed."""
    cases = []
    for number, program in enumerate(programs):
        root = folder / f"program_{number}"
        files, runs = render(program)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        cases.append(
            Case(
                program.seed, root, "program", "a random program", tuple(runs), root / "oracle.json"
            )
        )
    return cases


def judge_by_dagster(cases: Sequence[Case]) -> None:
    """Fill in Dagster's answers. Raises `NoOracle`."""
    pairs = [(case, run) for case in cases for run in case.runs]
    answers = ask_dagster([case.request(run) for case, run in pairs])
    for (case, run), answer in zip(pairs, answers):
        if answer["outcome"] not in (CRASH, TIMEOUT):
            case.answers[run["name"]] = answer
    for case in cases:
        for run in case.runs:
            if _never_runs(case, run):
                case.answers.pop(run["name"], None)


def _never_runs(case: Case, run: dict[str, object]) -> bool:
    """Whether the config is spoiled of a mode that runs with no config: which error comes first is nobody's concern."""
    good = case.answers.get(str(run.get("mode")), {})
    return "spoiled" in str(run["name"]) and good.get("outcome") == RUN_ERROR


def accepted(case: Case) -> bool:
    """Whether Dagster takes the program, and every config that isn't spoiled."""
    for run in case.runs:
        if _never_runs(case, run):
            continue
        if run["name"] not in case.answers:
            return False
        outcome = case.answers[run["name"]]["outcome"]
        fine = "spoiled" in run["name"] or outcome != CONFIG_ERROR
        if outcome == DEFINITION_ERROR or not fine:
            return False
    return True


def compared(
    cases: Sequence[Case], ways: Sequence[str], pythons: Sequence[str], formatted: bool = True
) -> list[Compared]:
    """modec's verdicts, in the ways asked for."""
    results: list[Compared] = []
    if "live" in ways:
        results += live(cases)
    if "compiled" in ways:
        results += compiled(cases, pythons, forked=True, formatted=formatted)
    return results


def first_failures(results: Sequence[Compared]) -> dict[str, Compared]:
    """Of each program the first run that is wrong or crashes."""
    found: dict[str, Compared] = {}
    for row in results:
        if row.verdict.kind in (WRONG, CRASHED):
            found.setdefault(row.case, row)
    return found


def smallest(program: Program, row: Compared, pythons: Sequence[str]) -> Program:
    """The program shrunk while the same run disagrees in the same manner."""
    way = row.way.split()[0]

    def judge(candidates: Sequence[Program]) -> list[bool]:
        with tempfile.TemporaryDirectory(prefix="differential-") as folder:
            cases = written(candidates, Path(folder))
            # Seeds are the same for all: cases go by number here.
            cases = [
                Case(str(at), case.root, case.entry, case.covers, _only(case, row), case.recorded)
                for at, case in enumerate(cases)
            ]
            judge_by_dagster(cases)
            fit = [case for case in cases if case.runs and accepted(case)]
            results = compared(fit, [way], pythons)
        shows = {each.case for each in results if manner(each) == manner(row)}
        return [str(at) in shows for at in range(len(candidates))]

    return shrink(program, judge)


def _only(case: Case, row: Compared) -> tuple[dict[str, object], ...]:
    return tuple(run for run in case.runs if run["name"] == row.run)


def manner(row: Compared) -> tuple[str, str]:
    """What kind of disagreement it is, without the names and figures of the program."""
    first = row.verdict.details[0] if row.verdict.details else ""
    if row.verdict.kind == CRASHED:
        first = first.split("|")[-1]
    return row.verdict.kind, re.sub(r"'[^']*'|\"[^\"]*\"|\d+", "_", first)[:60]


def keep(program: Program, row: Compared, folder: Path | None) -> None:
    """Print a program, or write it to a folder in the form of a case (to be recorded there)."""
    files, runs = render(program)
    if folder is None:
        for name, text in files.items():
            print(f"# --- {name}\n{text}")
        print(json.dumps([run for run in runs if run["name"] == row.run], ensure_ascii=False))
        return
    name = "fuzz_" + re.sub(r"\W", "_", program.seed)
    for path, text in files.items():
        target = folder / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    table = {"covers": f"found by fuzzing: {manner(row)[1]}", "entry": "program", "runs": runs}
    text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
    (folder / f"{name}.runs.json").write_text(text, encoding="utf-8")
    print(f"    kept as {name}")
