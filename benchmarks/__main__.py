"""`python -m benchmarks [SOLIDS ...]`: measure builds of made-up projects and write docs/benchmarks.md.

What was measured is kept in `benchmarks/results.json`: sizes that are not measured anew stay in the report as they were.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import MODE
from benchmarks.projects import Size, change_one_solid, write_project

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "benchmarks.md"
RESULTS = ROOT / "benchmarks" / "results.json"
SIZES = (10, 100, 1000, 5000)
RUNS = {10: 5, 100: 5, 1000: 3}
"""How many times a project of so many solids is built; once where it is larger."""

_HEAD = """# Benchmarks

Made by `python -m benchmarks` (Python {python}, {machine}). The projects are made up by `benchmarks/projects.py`: a package of
modules with 25 solids each, as many solids again that the pipeline does not use, helpers, constants, five resources that
need each other. Times are seconds of CPU time, so that other work on the machine counts for little; of several runs it is
the one with the median ratio that is shown (5 runs for 10 and 100 solids, 3 for 1,000, one for 5,000). Where the machine is
shared with other work, caches and cores are, too: there the ratios say something, and the seconds little.

The *floor* is what this design cannot do without, measured in the same process after the build: `ast.parse` of the
sources, LibCST's parse of the functions that are rewritten, Black on the pieces of the script.

*Again* is a build in a new process after a change in the body of one solid, with the cache of the build before. The time to
start the interpreter and to import modec, LibCST and Black is included in neither. *Command* is the whole of a `modec build`
with a cache of its own, that time and the writing of the script included, and *again* beside it that of the second one, after
another change. *Peak* is the most memory that the process had.
"""


def main(sizes: list[int]) -> None:
    """Measure, and write the report."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else []
    by_size = {row["solids"]: row for row in [*kept, *map(_measure, sizes)]}
    rows = [by_size[size] for size in sorted(by_size)]
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    REPORT.write_text(_report(rows), encoding="utf-8")
    print(f"wrote {REPORT.relative_to(ROOT)}", file=sys.stderr)


def _measure(solids: int) -> dict[str, Any]:
    """The figures of one size: of builds from nothing, and of those after a change."""
    size = Size(solids)
    colds: list[dict[str, Any]] = []
    agains: list[dict[str, Any]] = []
    for turn in range(RUNS.get(solids, 1)):
        with tempfile.TemporaryDirectory(prefix="modec-benchmark-") as folder:
            project = Path(folder) / "project"
            source = write_project(project, size)
            environment = {**os.environ, "XDG_CACHE_HOME": str(Path(folder) / "cache")}
            cold = _run("cold", source, environment)
            change_one_solid(project, size, turn)
            again = _run("again", source, environment)
            environment["XDG_CACHE_HOME"] = str(Path(folder) / "cache of the command")
            cold["command"] = _command(source, environment)
            change_one_solid(project, size, turn + 1)
            again["command"] = _command(source, environment)
        cold["ratio"] = cold["total"] / sum(cold["floor"].values())
        again["ratio"] = again["total"] / cold["total"]
        again["command ratio"] = again["command"] / cold["command"]
        print(
            f"{solids} solids: {cold['total']:.2f} s, {cold['ratio']:.2f} of the floor; "
            f"again {again['total']:.2f} s, {again['ratio']:.2f} of that; "
            f"whole commands {cold['command']:.2f} s and {again['command']:.2f} s, {again['command ratio']:.2f}",
            file=sys.stderr,
        )
        colds.append(cold)
        agains.append(again)
    cold, again = _median(colds), _median(agains)
    return {"solids": solids, "cold": cold, "again": again, "floor": sum(cold["floor"].values())}


def _median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The run with the median ratio."""
    return sorted(runs, key=lambda run: run["ratio"])[len(runs) // 2]


def _run(kind: str, source: Path, environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.measure", kind, str(source)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _command(source: Path, environment: dict[str, str]) -> float:
    """The CPU time of a whole `modec build`, from the start of the interpreter to its end."""
    command = [sys.executable, "-m", "modec", "build", "--mode", MODE, str(source)]
    command += ["--output", str(source.with_name("script.py"))]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _report(rows: list[dict[str, Any]]) -> str:
    head = _HEAD.format(python=platform.python_version(), machine=platform.machine())
    summary = _table(
        [
            "solids",
            "lines",
            "build",
            "floor",
            "build / floor",
            "ms a solid",
            "peak MB",
            "again",
            "again / build",
            "its peak MB",
            "command",
            "again",
            "again / command",
        ],
        [
            [
                f"{row['solids']:,}",
                f"{row['cold']['lines']:,}",
                f"{row['cold']['total']:.2f}",
                f"{row['floor']:.2f}",
                f"{row['cold']['ratio']:.2f}",
                f"{row['cold']['total'] / row['solids'] * 1000:.1f}",
                f"{row['cold']['peak']:.0f}",
                f"{row['again']['total']:.2f}",
                f"{row['again']['ratio']:.2f}",
                f"{row['again']['peak']:.0f}",
                f"{row['cold']['command']:.2f}",
                f"{row['again']['command']:.2f}",
                f"{row['again']['command ratio']:.2f}",
            ]
            for row in rows
        ],
    )
    stages = list(rows[-1]["cold"]["stages"])
    parts = list(rows[-1]["cold"]["floor"])
    return "\n".join(
        [
            head,
            "## In all\n",
            summary,
            "## The stages of a first build\n",
            _table(["solids", *stages], [_figures(row, row["cold"]["stages"]) for row in rows]),
            "## The floor\n",
            _table(["solids", *parts], [_figures(row, row["cold"]["floor"]) for row in rows]),
            "## The stages of a build after a change, and the pieces formatted\n",
            _table(
                ["solids", *stages, "formatted", "of"],
                [
                    [
                        *_figures(row, row["again"]["stages"]),
                        str(row["again"]["formatted"]),
                        f"{row['cold']['formatted']:,}",
                    ]
                    for row in rows
                ],
            ).rstrip("\n"),
            "",
        ]
    )


def _figures(row: dict[str, Any], figures: dict[str, float]) -> list[str]:
    return [f"{row['solids']:,}", *(f"{seconds:.2f}" for seconds in figures.values())]


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---:"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
