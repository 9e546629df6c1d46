"""Builds the scripts that runs need, and runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .batch import ask
from .cases import Case, Run
from .oracle import HERE, PROJECT
from .protocol import TIMEOUT, stable

BUILD_LIMIT = 60.0
RUN_LIMIT = 20.0
SAMPLE = 50
"""Of the forked runs, one in so many is made by an interpreter of its own instead."""

_REFUSED = re.compile(r"\bMD\d{3}\b")


@dataclass(frozen=True)
class BuildKey:
    """What one script is of; runs that differ in nothing else share it."""

    source: Path
    root: Path
    pipeline: str | None
    mode: str | None
    preset: str | None


@dataclass(frozen=True)
class Built:
    """How a build went: `status` is "built", "refused" (a diagnostic) or "crash"."""

    status: str
    script: Path
    stderr: str


@dataclass(frozen=True)
class ScriptAnswer:
    """What a script's process did."""

    code: int | str
    """The exit code, or "timeout"."""
    stdout: list[str]
    stderr: str


def build_key(case: Case, run: Run) -> BuildKey:
    """The script that a run is made with."""
    return BuildKey(case.source, case.root, run.get("pipeline"), run.get("mode"), run.get("preset"))


def buildable(run: Run) -> bool:
    """Whether a script can be asked for this run: tags, selections and raise_on_error have no option."""
    return not any(run.get(key) for key in ("tags", "solid_selection", "raise_on_error"))


def build_all(
    keys: Sequence[BuildKey], folder: Path, hash_seed: str = "0", formatted: bool = True
) -> dict[BuildKey, Built]:
    """Build every script into `folder`, in one process; none is built twice. Black is left out if not `formatted`."""
    unique = list(dict.fromkeys(keys))
    scripts = [folder / _file_name(number, key) for number, key in enumerate(unique)]
    requests = [
        {"arguments": _arguments(key, script), "timeout": BUILD_LIMIT}
        for key, script in zip(unique, scripts)
    ]
    answers = ask(
        [
            sys.executable,
            HERE / "runner_build.py",
            PROJECT,
            *([] if formatted else ["unformatted"]),
        ],
        requests,
        {"PYTHONHASHSEED": hash_seed},
    )
    return {
        key: Built(_status(row, script), script, row.get("stderr") or row.get("detail") or "")
        for key, script, row in zip(unique, scripts, answers)
    }


def _file_name(number: int, key: BuildKey) -> str:
    parts = (key.source.stem, key.pipeline, key.mode, key.preset)
    return "_".join([str(part) for part in parts if part is not None] + [f"{number}.py"])


def _arguments(key: BuildKey, script: Path) -> list[str]:
    arguments = ["build", "--no-cache", "-o", str(script), "--root", str(key.root)]
    for option in ("pipeline", "mode", "preset"):
        if getattr(key, option) is not None:
            arguments += [f"--{option}", getattr(key, option)]
    return [*arguments, str(key.source)]


def _status(row: dict[str, Any], script: Path) -> str:
    if row.get("code") == 0 and script.exists():
        return "built"
    if row.get("code") == 1 and _REFUSED.search(row.get("stderr", "")):
        return "refused"
    return "crash"


def run_script(script: Path, run: Run, python: str = sys.executable) -> ScriptAnswer:
    """Run a script as a user would, alone, in an empty folder, with the run's config and environment."""
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        command = [python, "-I", str(script)]
        command += config_arguments(run, Path(folder) / "run_config.json")
        working = Path(folder) / "work"
        working.mkdir()
        try:
            done = subprocess.run(
                command,
                cwd=working,
                env={**os.environ, **(run.get("env") or {})},
                capture_output=True,
                text=True,
                timeout=RUN_LIMIT,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired as expired:
            return ScriptAnswer(TIMEOUT, _text(expired.stdout).splitlines(), _text(expired.stderr))
    return ScriptAnswer(done.returncode, stable(done.stdout).splitlines(), done.stderr)


def run_all(work: Sequence[tuple[Path, Run, str]], workers: int = 2) -> list[ScriptAnswer]:
    """Run scripts (script, run, python) side by side; the answers in the order given."""
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda row: run_script(*row), work))


def run_forked(work: Sequence[tuple[Path, Run, str]], sample: int = SAMPLE) -> list[ScriptAnswer]:
    """As `run_all`, by one process for each Python, which forks for each run: a tenth of the time.

    One run in `sample` is made by an interpreter of its own, so that what forking hides shows.
    """
    answers: dict[int, ScriptAnswer] = {}
    by_python: dict[str, list[int]] = {}
    alone: list[int] = []
    for number, (_, _, python) in enumerate(work):
        if number % sample == sample - 1:
            alone.append(number)
        else:
            by_python.setdefault(python, []).append(number)
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        for python, numbers in by_python.items():
            requests = []
            for number in numbers:
                script, run, _ = work[number]
                requests.append(
                    {
                        "script": str(script),
                        "arguments": config_arguments(run, Path(folder) / f"{number}.json"),
                        "env": run.get("env"),
                        "timeout": RUN_LIMIT,
                    }
                )
            rows = ask([python, "-I", HERE / "runner_script.py"], requests)
            for number, row in zip(numbers, rows):
                answers[number] = ScriptAnswer(
                    row.get("code", TIMEOUT),
                    stable(
                        "\n".join(row["stdout"])
                        if isinstance(row["stdout"], list)
                        else row["stdout"]
                    ).splitlines(),
                    row.get("stderr") or row.get("detail") or "",
                )
    for number, row in zip(alone, run_all([work[number] for number in alone])):
        answers[number] = row
    return [answers[number] for number in range(len(work))]


def config_arguments(run: Run, file: Path) -> list[str]:
    """The options that give a run its config, which is written to `file`; an empty one is given to nobody."""
    if not run.get("run_config"):
        return []
    file.write_text(json.dumps(run["run_config"]), encoding="utf-8")
    return ["--config", str(file)]


def _text(captured: bytes | str | None) -> str:
    return captured.decode("utf-8", "replace") if isinstance(captured, bytes) else captured or ""
