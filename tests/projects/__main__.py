"""The long command: `python -m tests.projects [NAMES] [--record] [--seeds 8] [--pythons 3.8,3.13] [--scripts DIR]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.differential.compare import live, show
from tests.differential.record import record

from .projects import build, compare, copy, faults, projects, targets


def main() -> int:
    """Exit code 1 when a run disagrees, a script is not as it should be, or depends on where it is built."""
    parser = argparse.ArgumentParser(prog="python -m tests.projects", description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--record", action="store_true", help="ask Dagster first")
    parser.add_argument("--seeds", type=int, default=0, help="how many hash seeds to build under")
    parser.add_argument("--pythons", default="", help="versions to run the scripts with: 3.8,3.13")
    parser.add_argument("--scripts", help="leave the scripts there")
    options = parser.parse_args()
    cases = projects(options.names)
    if options.record:
        problems = record(cases)
        print(*problems, sep="\n")
        cases = projects(options.names)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="projects-") as name:
        place = Path(name)
        folder = copy(place / "projects", cases)
        wanted = targets(cases)
        scripts = build(wanted, folder, Path(options.scripts or place / "scripts").absolute())
        for target, each in scripts.items():
            if each.status != "built":
                print(f"{each.status}: {target.label}\n{each.stderr}")
        pythons = [python for python in options.pythons.split(",") if python]
        results = live(cases) + compare(cases, scripts, pythons)
        show(results)
        wrong += sum(row.verdict.kind not in ("agreed", "refused") for row in results)
        good = {target: each for target, each in scripts.items() if each.status == "built"}
        for target, each in good.items():
            for line in faults(each.script, style=options.seeds > 0):
                print(f"{target.label}: {line}")
                wrong += 1
        crlf = copy(place / "crlf", cases, line_end=b"\r\n")
        for seed in range(options.seeds):
            again = build(list(good), crlf if seed % 2 else folder, place / str(seed), str(seed))
            for target, each in again.items():
                if each.script.read_bytes() != good[target].script.read_bytes():
                    print(f"{target.label}: differs under hash seed {seed}")
                    wrong += 1
    print(f"{len(wanted)} scripts, {len(good)} built, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
