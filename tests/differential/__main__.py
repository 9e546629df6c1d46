"""The commands: record, record-random, compare, fuzz, oracle. See README.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from .cases import load_cases
from .oracle import NoOracle, oracle_python


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when all is well, 1 when something disagrees, 2 for wrong usage or no oracle."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record", help="record Dagster's answers to the cases")
    recording.add_argument("names", nargs="*")
    commands.add_parser(
        "record-random", help="record Dagster's answers to the fixed random programs"
    )
    commands.add_parser(
        "oracle", help="make the environment of Dagster's, or say why it cannot be had"
    )
    comparing = commands.add_parser("compare", help="compare modec with the recorded answers")
    comparing.add_argument("names", nargs="*")
    fuzzing = commands.add_parser("fuzz", help="compare on random programs")
    fuzzing.add_argument("--programs", type=int, default=50)
    fuzzing.add_argument("--seed", type=int, default=0)
    fuzzing.add_argument(
        "--features", help="names, or all but -names; see generate.py", default="all"
    )
    fuzzing.add_argument("--keep", help="the folder for shrunk programs that disagree")
    fuzzing.add_argument("--no-shrink", action="store_true")
    fuzzing.add_argument(
        "--unformatted", action="store_true", help="leave Black out of the builds, which is faster"
    )
    for command in (comparing, fuzzing):
        command.add_argument("--live", action="store_true")
        command.add_argument("--compiled", action="store_true")
        command.add_argument(
            "--pythons", default="", help="versions to run the scripts with: 3.8,3.13"
        )
    comparing.add_argument("--scripts", metavar="DIR", help="leave the built scripts there")
    comparing.add_argument("-v", "--verbose", action="store_true", help="list the agreements too")
    options = parser.parse_args(arguments)
    try:
        if options.command == "record":
            from .record import record

            cases = load_cases(options.names)
            problems = record(cases)
            print(*problems, sep="\n")
            print(f"{sum(len(case.runs) for case in cases)} runs, {len(problems)} not recorded")
            return 1 if problems else 0
        if options.command == "record-random":
            from .fixed import record_programs

            with tempfile.TemporaryDirectory(prefix="differential-") as folder:
                print(f"{record_programs(Path(folder))} runs")
            return 0
        if options.command == "oracle":
            print(oracle_python())
            return 0
        if options.command == "compare":
            from .compare import compare_command

            return compare_command(options)
        from .fuzz import fuzz_command

        return fuzz_command(options)
    except (NoOracle, ValueError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
