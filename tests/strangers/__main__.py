"""`python -m tests.strangers FOLDER FILE...`: does a script do what Dagster does, for projects whose libraries are not here?

Every pipeline of the files is built in every mode, as the project is. Dagster runs the pipeline and Python the script in a
world where every missing library is a recorder (`world.py`), with the config of each preset or, without one, made-up values
for what the schema requires. Compared: what they asked of the world, in order; the steps' events; success. With `--seeds`, the
texts of the scripts are looked at, too, and built again under other hash seeds, from elsewhere, of sources with other line ends.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.differential.oracle import oracle_python
from tests.projects.projects import faults

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
LIMIT = 180
EVENTS = {
    "STEP_SUCCESS", "STEP_SKIPPED", "STEP_FAILURE", "STEP_UP_FOR_RETRY", "ASSET_MATERIALIZATION", "STEP_EXPECTATION_RESULT",
    "HOOK_COMPLETED", "HOOK_SKIPPED", "HOOK_ERRORED",
}  # fmt: skip


@dataclass
class World:
    """Where imports start, the libraries over dagster, and the environment that both sides see."""

    path: list[str]
    libraries: list[str]
    python: str
    work: Path | None = None
    """Where the programs start; an empty folder for each if it is None."""
    defines: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stranger:
    """One pipeline of one file in one mode, with one preset or none."""

    file: Path
    pipeline: str
    mode: str
    preset: str | None

    def __str__(self) -> str:
        return " ".join(
            part for part in (self.file.name, self.pipeline, self.mode, self.preset) if part
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.strangers", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", nargs="+")
    parser.add_argument(
        "--path", action="append", default=[], help="where imports start, in the folder"
    )
    parser.add_argument("--library-path", action="append", default=[])
    parser.add_argument("--python", help="a Python with Dagster, for code that needs a newer one")
    parser.add_argument("--work", help="where the programs start, in the folder")
    parser.add_argument("--define", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--scripts", type=Path, help="keep the scripts here")
    parser.add_argument("--seeds", type=int, default=0, help="how many hash seeds to build under")
    parser.add_argument("--show", type=int, default=12, help="lines of a difference that are shown")
    options = parser.parse_args()
    folder = options.folder.resolve()
    worst = 0
    for name in options.files:
        file = folder / name
        path = [str(folder / part) for part in options.path] or [str(folder), str(file.parent)]
        libraries = [str(Path(item).resolve()) for item in options.library_path]
        work = folder / options.work if options.work else None
        python = options.python or str(oracle_python())
        world = World(path, libraries, python, work, tuple(options.define))
        world.environment.update(item.split("=", 1) for item in options.define)
        with tempfile.TemporaryDirectory(prefix="strangers-") as place:
            scripts = options.scripts or Path(place)
            scripts.mkdir(parents=True, exist_ok=True)
            for stranger in strangers(file, world):
                script = (
                    scripts
                    / f"{stranger.pipeline}_{stranger.mode}{'_' + stranger.preset if stranger.preset else ''}.py"
                )
                verdict, details = judge(stranger, script, world)
                if options.seeds and verdict.startswith(("same", "DIFFERENT", "Dagster")):
                    texts = faults(script) + varying(stranger, script, world, folder, options.seeds)
                    details += texts
                    worst = max(worst, bool(texts))
                print(f"{stranger}: {verdict}", flush=True)
                print(
                    *[f"    {line}" for line in details[: options.show]],
                    sep="\n" if details else "",
                    end="\n" if details else "",
                )
                worst = max(worst, verdict.startswith("DIFFERENT"))
    return worst


def modec(
    arguments: Sequence[str], world: World, seed: str = "0", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    libraries = [word for item in world.libraries for word in ("--library-path", item)]
    libraries += [word for item in world.defines for word in ("--define", item)]
    return subprocess.run(
        # as the command that is installed does, it finds no modules in the folder it is called in
        [sys.executable, "-P", "-m", "modec", arguments[0], *libraries, *arguments[1:]],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={
            **os.environ,
            "PYTHONPATH": os.environ.get("PYTHONPATH", str(PROJECT)),
            "PYTHONHASHSEED": seed,
            **world.environment,
        },
    )


def strangers(file: Path, world: World) -> Iterator[Stranger]:
    listed = modec(["list", "--json", str(file)], world)
    if listed.returncode:
        print(f"{file.name}: not listed\n{listed.stderr[-1500:]}")
        return
    for pipeline in json.loads(listed.stdout)["pipelines"]:
        for mode in pipeline["modes"]:
            yield Stranger(file, pipeline["name"], mode["name"], None)
        for preset in pipeline.get("presets") or []:
            yield Stranger(file, pipeline["name"], preset.get("mode") or "default", preset["name"])


def judge(stranger: Stranger, script: Path, world: World) -> tuple[str, list[str]]:
    """What became of it, in a line, and the lines that say more."""
    built = modec(_build_arguments(stranger, stranger.file, script), world)
    dagster = by_dagster(stranger, world)
    if built.returncode:
        if "refused" in dagster:
            verdict = f"not built, and Dagster refuses the config: {dagster['refused'][0]}"
        elif "config" not in dagster:
            verdict = f"not built, and Dagster cannot import it: {dagster['raised']}"
        else:
            verdict = f"not built ({built.returncode}), and Dagster runs it"
        said = built.stderr.splitlines()
        errors = [line for line in said if line.startswith("error")]
        return verdict, errors or said[-8:]
    if "config" not in dagster:
        return "Dagster cannot import it", [dagster["raised"], *dagster["detail"].splitlines()[-4:]]
    ours = by_script(script, dagster["config"], world)
    details = differences(dagster, ours)
    figures = f"{len(dagster['trace'])} lines, {len(dagster.get('events', []))} events"
    if "refused" in dagster:
        figures = f"config refused: {dagster['refused'][0][:150]}"
    elif "raised" in dagster:
        figures += f", raised {dagster['raised']}"
    elif not dagster.get("success"):
        figures += ", " + "; ".join(
            f"{row[1]} fails with {row[2]}"
            for row in dagster.get("events", [])
            if row[0] == "STEP_FAILURE"
        )
    return ("DIFFERENT" if details else "same") + f" ({figures})", details


def varying(stranger: Stranger, script: Path, world: World, folder: Path, seeds: int) -> list[str]:
    """What the text of a script depends on that it should not depend on: hash seeds, folders, line ends."""
    found = []
    with tempfile.TemporaryDirectory(prefix="strangers-") as place:
        # of the same name: it may be that of a package
        elsewhere = Path(place) / "elsewhere" / folder.name
        shutil.copytree(folder, elsewhere, symlinks=True, ignore_dangling_symlinks=True)
        for source in elsewhere.rglob("*.py"):
            source.write_bytes(source.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        for seed in range(1, seeds + 1):
            home = elsewhere if seed % 2 else folder
            file = home / stranger.file.relative_to(folder)
            again = Path(place) / f"{seed}.py"
            cwd = file.parent if seed % 4 < 2 else Path(place)
            built = modec(_build_arguments(stranger, file, again), world, str(seed), cwd)
            if built.returncode or again.read_bytes() != script.read_bytes():
                how = "other line ends, " if seed % 2 else ""
                found.append(f"differs: hash seed {seed}, {how}in {cwd.name}{built.stderr[-300:]}")
    return found


def _build_arguments(stranger: Stranger, file: Path, script: Path) -> list[str]:
    arguments = ["build", "--no-cache", "--pipeline", stranger.pipeline, "-o", str(script)]
    arguments += ["--preset", stranger.preset] if stranger.preset else ["--mode", stranger.mode]
    return [*arguments, str(file)]


def by_dagster(stranger: Stranger, world: World) -> dict[str, Any]:
    """Dagster's answer. Variables that the modules' import asks for are made up, one after the other."""
    while True:
        asked = {
            "file": str(stranger.file),
            "path": [*world.path, *world.libraries],
            "pipeline": stranger.pipeline,
            "mode": stranger.mode,
            "preset": stranger.preset,
        }
        answer, _ = ask(HERE / "run_dagster.py", asked, world)
        name = answer.get("missing_variable")
        if not name or name in world.environment or not name.isidentifier():
            return answer
        world.environment[name] = f"value_of_{name.lower()}"


def by_script(script: Path, config: Any, world: World) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="strangers-") as place:
        file = Path(place) / "config.json"
        file.write_text(json.dumps(with_all_logs(config)), encoding="utf-8")
        arguments = ["--log-format", "json", *(["--config", str(file)] if config else [])]
        answer, stderr = ask(
            HERE / "run_script.py", {"script": str(script), "arguments": arguments}, world
        )
    rows = []
    for line in stderr.splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and row.get("event") in EVENTS:
            rows.append([row["event"], row.get("step"), row.get("error")])
    return {**answer, "events": rows, "stderr": stderr}


def with_all_logs(config: Any) -> Any:
    """The config with every logger at DEBUG: the steps' events are read from the log."""
    if isinstance(config, dict):
        return {
            name: "DEBUG" if name == "log_level" else with_all_logs(value)
            for name, value in config.items()
        }
    return config


def ask(runner: Path, asked: dict[str, Any], world: World) -> tuple[dict[str, Any], str]:
    """A runner's answer and its stderr, run in an empty folder that is home as well."""
    with tempfile.TemporaryDirectory(prefix="strangers-") as place:
        answer, work = Path(place) / "answer.json", Path(place) / "work"
        work.mkdir()
        done = subprocess.run(
            [world.python, str(runner), json.dumps({**asked, "answer": str(answer)})],
            cwd=world.work or work,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(work),
                "PYTHONHASHSEED": "0",
                **world.environment,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LIMIT,
        )
        if not answer.exists():
            return {
                "raised": f"exit {done.returncode}",
                "detail": done.stderr[-1500:],
                "trace": [],
            }, done.stderr
        return json.loads(answer.read_text(encoding="utf-8")), done.stderr


def differences(dagster: dict[str, Any], ours: dict[str, Any]) -> list[str]:
    """Lines that say what the script did otherwise; none when it did the same."""
    if "raised" in ours:
        return [f"the script raised {ours['raised']}", *ours.get("detail", "").splitlines()[-6:]]
    if "refused" in dagster:
        return (
            []
            if ours["code"] == 2
            else [f"Dagster refuses the config: {dagster['refused']}; the script: {ours['code']}"]
        )
    details = []
    if "raised" in dagster:
        if ours["code"] == 0:
            details.append(f"Dagster raised {dagster['raised']}, the script succeeded")
        return details
    if dagster["success"] != (ours["code"] == 0):
        details.append(
            f"success: {dagster['success']}, exit code {ours['code']}: {ours['stderr'][-700:]}"
        )
    details += changed(dagster["trace"], ours["trace"])
    theirs, mine = dagster["events"], ours["events"]
    details += changed([str(row[:2]) for row in theirs], [str(row[:2]) for row in mine])
    for left, right in zip(theirs, mine):
        if left[2] and left[:2] == right[:2] and left[2] not in json.dumps(right[2]):
            details.append(f"{left[1]} fails with {left[2]}, the script's with {right[2]}")
    return details


def changed(theirs: list[str], ours: list[str]) -> list[str]:
    lines = difflib.unified_diff(theirs, ours, "Dagster", "script", lineterm="", n=1)
    return [line[:300] for line in lines]


if __name__ == "__main__":
    sys.exit(main())
