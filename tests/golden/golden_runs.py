"""Building, running and recording the golden cases."""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from golden_cases import ROOT, Run

TIMEOUT = 120

SCRIPT_PYTHON = os.environ.get("MODEC_SCRIPT_PYTHON", sys.executable)
"""The interpreter that runs the scripts: any from 3.8 on."""


class Failed(Exception):
    """A build or a run did not give what it has to give before anything may be recorded."""


@dataclass(frozen=True)
class Outcome:
    """What a program did."""

    stdout: str
    exit: int
    files: tuple[tuple[str, str], ...] = ()
    stderr: str = ""

    def render(self) -> str:
        """The text that is recorded: output, written files, exit code. Standard error is not in it."""
        parts = [ended(self.stdout)]
        for name, text in self.files:
            parts.append(f"-- {name} --\n{ended(text)}")
        parts.append(f"-- exit {self.exit} --\n")
        return "".join(parts)


def ended(text: str) -> str:
    """The text with a line end, and a remark if it had none."""
    return text if not text or text.endswith("\n") else text + "\n\\ no newline at the end\n"


def without_exit(rendered: str) -> str:
    """A rendered outcome but for its exit code."""
    return rendered[: rendered.rindex("-- exit ")]


def build_command(run: Run) -> list[str]:
    """The compiler's command line, to be run in the case's folder."""
    options = []
    for option, value in (
        ("--mode", run.mode),
        ("--preset", run.preset),
        ("--pipeline", run.pipeline),
        ("--config", run.build_config),
    ):
        if value:
            options += [option, value]
    return [sys.executable, "-m", "modec", "build", "-o", "-", *options, run.entry]


def compiler(run: Run) -> subprocess.CompletedProcess[bytes]:
    """What the compiler does with a run."""
    return subprocess.run(
        build_command(run),
        cwd=run.case.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT,
    )


def build(run: Run) -> str:
    """The script that the compiler writes for a run. Raises `Failed` with what the compiler said."""
    done = compiler(run)
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace")
        raise Failed(f"{run.id}: the build exits {done.returncode}\n{said}")
    return done.stdout.decode("utf-8")


def refusal(run: Run) -> str:
    """What the compiler says about a program that it refuses. Raises `Failed` if it does anything else."""
    done = compiler(run)
    said = done.stderr.decode("utf-8")
    if done.returncode != (run.exit or 1) or done.stdout or "Traceback" in said or not said:
        raise Failed(f"{run.id}: the build exits {done.returncode} where it should refuse\n{said}")
    return said


@contextmanager
def working_directory(run: Run) -> Iterator[Path]:
    """A fresh folder that has the case's data in it."""
    with tempfile.TemporaryDirectory(prefix="golden-") as name:
        folder = Path(name)
        for item in run.data:
            source = run.case.folder / item
            target = folder / item
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copyfile(source, target)
        yield folder


def environment(run: Run) -> dict[str, str]:
    """What a program sees: the case's variables, and the least that any program needs."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ
    }
    return {**kept, "LC_ALL": "C.UTF-8", **run.env}


def outcome_of(run: Run, command: list[str], folder: Path, env: dict[str, str]) -> Outcome:
    """Runs a command in a working directory and gathers what it did."""
    done = subprocess.run(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT
    )
    written = sorted({path for pattern in run.files for path in folder.glob(pattern)})
    return Outcome(
        done.stdout.decode("utf-8"),
        done.returncode,
        tuple((p.relative_to(folder).as_posix(), p.read_text(encoding="utf-8")) for p in written),
        done.stderr.decode("utf-8", errors="replace"),
    )


def run_script(run: Run, text: str) -> Outcome:
    """Runs a script alone: no site-packages, nothing of the project's, only the case's data."""
    with working_directory(run) as folder, tempfile.TemporaryDirectory(prefix="script-") as aside:
        script = Path(aside) / f"{run.name}.py"
        script.write_text(text, encoding="utf-8")
        command = [SCRIPT_PYTHON, "-I", "-S", str(script)]
        if run.config:
            shutil.copyfile(run.case.folder / run.config, Path(aside) / "config.json")
            command += ["--config", str(Path(aside) / "config.json")]
        return outcome_of(run, command, folder, environment(run))


def against_oracle(run: Run, rendered: str) -> str:
    """The difference between what a script did and what Dagster did, empty if there is none.

    Where a run names a deliberate difference, the exit codes may differ; nothing else may.
    """
    if not run.oracle_out.is_file():
        return f"{run.id}: Dagster's answer is not recorded; see tests/golden/record_oracle.py"
    oracle = run.oracle_out.read_text(encoding="utf-8")
    if run.differs:
        oracle, rendered = without_exit(oracle), without_exit(rendered)
    return diff(oracle, rendered, f"{run.id}: Dagster 0.12.15", f"{run.id}: the script")


def diff(before: str, after: str, before_name: str, after_name: str) -> str:
    """A unified diff, empty if the texts are equal."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), before_name, after_name
    )
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def compare(path: Path, text: str) -> str:
    """The difference between a recorded file and a new text, empty if there is none."""
    if not path.is_file():
        return f"{path.name} is not recorded yet\n"
    recorded = path.read_text(encoding="utf-8")
    return diff(recorded, text, f"{path.name} (recorded)", f"{path.name} (now)")


def update(run: Run, text: str) -> str:
    """Runs a new script, and records it and what it did if it did right. Gives the diff of the recorded files.

    Raises `Failed`, and records nothing, if the script's exit code is not the expected one or if it does
    something else than Dagster did.
    """
    outcome = run_script(run, text)
    if outcome.exit != run.exit:
        raise Failed(f"{run.id}: exits {outcome.exit}, not {run.exit}\n{outcome.stderr}")
    rendered = outcome.render()
    wrong = against_oracle(run, rendered)
    if wrong:
        raise Failed(f"{wrong}\n{outcome.stderr}")
    return record(run, run.script, text) + record(run, run.out, rendered)


def record(run: Run, path: Path, text: str) -> str:
    """Writes a recorded file, and gives the diff."""
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    name = f"{run.case.name}/{path.name}"
    return diff(old, text, name, f"{name} (new)")
