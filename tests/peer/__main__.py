"""Runs files of Dagster's own test suite against modec, and writes docs/peer-suite.md.

    python -m tests.peer [NAMES]        # NAMES: parts of the files' paths; none means all of files.txt

The suite is read where the oracle's environment has it installed (see tests/differential/oracle.py); nothing of it
is copied. Each file is run in a process of its own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TIMEOUT = 40

GROUPS = (
    (
        "storage, instances, runs kept",
        r"instance|DagsterInstance|storage|event_log|run_launcher|reexecut|memoiz",
    ),
    (
        "command line, repositories, schedules",
        r"\bcli\b|CliRunner|repository|schedule|sensor|partition|workspace",
    ),
    (
        "serialisation, snapshots, other processes",
        r"serdes|snap|pickle|reconstruct|multiprocess|external",
    ),
    (
        "Dagster's internals",
        r"NotInModec|dagster\.core|dagster\.config|dagster\.utils|dagster\.seven",
    ),
)
"""What a case that is not passed asks about, by what its failure says, the first that fits; else it is a difference."""
OTHER = "a difference"


@dataclass
class FileResult:
    """How the cases of one file went. `failures`: (case, what its failure says)."""

    name: str
    cases: int = 0
    passed: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)


def suite() -> Path:
    """The folder that has `dagster_tests`. Raises FileNotFoundError."""
    for found in sorted((ROOT / ".oracle" / "lib").glob("python*/site-packages/dagster_tests")):
        return found.parent
    raise FileNotFoundError("there is no dagster_tests: see tests/differential/oracle.py")


def run_file(folder: Path, name: str) -> FileResult:
    """One file's cases, run against modec."""
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "tests.peer.shim",
            "-p",
            "no:cacheprovider",
        ]
        command += [
            "--noconftest",
            "--import-mode=importlib",
            "-c",
            os.devnull,
            f"--rootdir={scratch}",
        ]
        command += [f"--junitxml={report}", "-W", "ignore", str(folder / "dagster_tests" / name)]
        environment = {**os.environ, "PEER_TESTS": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        result = FileResult(name)
        try:
            subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            result.failures.append(("the file", "does not end"))
            return result
        if not report.exists():
            result.failures.append(("the file", "cannot be collected"))
            return result
        for case in ElementTree.parse(report).iter("testcase"):
            result.cases += 1
            problem = case.find("failure")
            problem = case.find("error") if problem is None else problem
            if problem is None:
                result.passed += case.find("skipped") is None
                continue
            said = f"{problem.get('message') or ''}".strip() or (problem.text or "")[-300:]
            result.failures.append((case.get("name") or "", said))
        return result


def group_of(name: str, said: str) -> str:
    """What a failure is about."""
    for group, pattern in GROUPS:
        if re.search(pattern, said):
            return group
    return OTHER


def report_text(results: Iterable[FileResult]) -> str:
    """The page: totals, a table of files, and what is not passed."""
    rows = list(results)
    cases, passed = sum(row.cases for row in rows), sum(row.passed for row in rows)
    groups = Counter(group_of(row.name, said) for row in rows for _, said in row.failures)
    lines = [
        "# Dagster's own tests against modec",
        "",
        "Files of `dagster_tests` 0.12.15, run unchanged with `dagster` standing for modec's live vocabulary",
        "(`python -m tests.peer` writes this page).",
        "",
        f"**{passed} of {cases} cases pass** in {len(rows)} files.",
        "",
        "| what the others ask about | cases |",
        "|---|---|",
        *(f"| {group} | {count} |" for group, count in sorted(groups.items())),
        "",
        "| file | cases | passed | not passed |",
        "|---|---|---|---|",
    ]
    for row in rows:
        own = Counter(group_of(row.name, said) for _, said in row.failures)
        shown = ", ".join(f"{group}: {count}" for group, count in sorted(own.items()))
        lines.append(f"| {row.name} | {row.cases} | {row.passed} | {shown} |")
    return "\n".join(lines) + "\n"


def main(names: list[str]) -> int:
    """Exit code 0 when everything could be run, 2 where there is no suite."""
    try:
        folder = suite()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    listed = (HERE / "files.txt").read_text(encoding="utf-8").split()
    chosen = [name for name in listed if not names or any(part in name for part in names)]
    results = []
    with ThreadPoolExecutor(3) as pool:
        for row in pool.map(lambda name: run_file(folder, name), chosen):
            results.append(row)
            print(f"{row.passed:4}/{row.cases:<4} {row.name}", flush=True)
            if names or os.environ.get("PEER_VERBOSE"):
                for case, said in row.failures:
                    print(f"          {case}: {said[:300]}")
    text = report_text(results)
    if not names:
        (ROOT / "docs" / "peer-suite.md").write_text(text, encoding="utf-8")
    print(f"{sum(row.passed for row in results)} of {sum(row.cases for row in results)} cases pass")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
