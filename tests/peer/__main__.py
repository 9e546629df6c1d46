"""Runs files of Dagster's own test suite against modec, and writes docs/peer-suite.md.

    python -m tests.peer [NAMES]        # NAMES: parts of the files' paths; none means all of files.txt

The suite is read where the oracle's environment has it installed (see tests/differential/oracle.py); nothing of it
is copied into the project. Exit code 1 when a case is not passed that not_passed.yaml does not name, or when it names
one that is passed; 2 where there is no suite.
"""

from __future__ import annotations

import sys

from tests.peer.page import page
from tests.peer.reasons import needless, reason_for, reasons
from tests.peer.running import run
from tests.peer.suite import HERE, ROOT, installed


def main(names: list[str]) -> int:
    """The exit code."""
    try:
        installed()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    listed = (HERE / "files.txt").read_text(encoding="utf-8").split()
    chosen = [name for name in listed if not names or any(part in name for part in names)]
    cases, table = run(chosen), reasons()
    failing = [case for case in cases if case.outcome != "passed"]
    unexplained = [case for case in failing if reason_for(case, table).group == "unexplained"]
    for case in failing if names else unexplained:
        print(f"{case.file}::{case.name}: {case.said[:300]}")
    stale = needless(cases, table)
    for each in stale:
        print(f"{each} is passed: not_passed.yaml need not name it")
    if not names:
        (ROOT / "docs" / "peer-suite.md").write_text(page(cases, table), encoding="utf-8")
    print(f"{len(cases) - len(failing)} of {len(cases)} cases that could be read pass")
    return 1 if unexplained or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
