"""Records what Dagster 0.12.15 does with the golden cases, in `<run>.oracle.out`.

    python tests/golden/record_oracle.py --oracle PYTHON3.8 [CASE ...]

PYTHON3.8 is an interpreter that has dagster 0.12.15 installed. The tests don't need it: they compare with
what is recorded.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from golden_cases import Run, all_runs
from golden_runs import Outcome, compare, environment, outcome_of, working_directory

CHILD = Path(__file__).parent / "oracle_child.py"


def entry_module(run: Run) -> tuple[Path, str]:
    """The folder to import from, and the entry's dotted name."""
    path = run.case.folder / run.entry
    names = [path.stem]
    folder = path.parent
    while (folder / "__init__.py").is_file():
        names.insert(0, folder.name)
        folder = folder.parent
    return folder, ".".join(names)


def ask(run: Run, oracle: str) -> Outcome:
    """What Dagster does with a run."""
    root, module = entry_module(run)
    request = {
        "root": str(root),
        "module": module,
        "pipeline": run.pipeline,
        "mode": run.mode,
        "preset": run.preset,
        "run_config": run.run_config(),
    }
    with working_directory(run) as folder, tempfile.TemporaryDirectory(prefix="home-") as home:
        env = {**environment(run), "HOME": home, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [oracle, "-W", "ignore", str(CHILD), json.dumps(request)]
        return outcome_of(run, command, folder, env)


def unexpected(run: Run, outcome: Outcome) -> bool:
    """Whether Dagster did not do what the case is about: then the case is wrong."""
    if run.refused:
        return (outcome.exit == 0) != bool(run.limit)
    return outcome.exit != run.exit and not run.differs


def main() -> int:
    """Records the cases named on the command line, or all of them, and shows what changed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--oracle", required=True, help="a Python with dagster 0.12.15")
    parser.add_argument("cases", nargs="*", metavar="CASE")
    arguments = parser.parse_args()
    surprises = 0
    for run in all_runs():
        if arguments.cases and run.case.name not in arguments.cases:
            continue
        outcome = ask(run, arguments.oracle)
        rendered = outcome.render()
        print(f"{run.id}: exit {outcome.exit}")
        if unexpected(run, outcome):
            surprises += 1
            print(f"  expected {run.exit}\n{outcome.stderr}")
            continue
        sys.stdout.write(compare(run.oracle_out, rendered))
        run.oracle_out.parent.mkdir(exist_ok=True)
        run.oracle_out.write_text(rendered, encoding="utf-8", newline="\n")
    return 1 if surprises else 0


if __name__ == "__main__":
    sys.exit(main())
