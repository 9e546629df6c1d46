"""The golden cases: what `golden/*/case.toml` says, as records.

    idea = "what the case is about"         one sentence
    entry = "pipeline.py"                   the file that is compiled
    data = ["data"]                         files or folders that the script finds in its working directory

    [runs.prod]                             one script, run once; "prod" names the recorded files
    mode = "prod"                           default: the run's name; "" gives no --mode
    pipeline = "..."                        where the file has several
    preset = "..."                          instead of a mode
    build_config = "prod.json"              run config given to the compiler
    config = "prod.json"                    run config given to the script
    env = { KEY = "value" }                 the script's environment
    files = ["out/*.json"]                  files that the script writes, compared like its output
    exit = 0                                the script's exit code; the compiler's, where it refuses
    differs = "bad-config-exit"             the entry of docs/differences.md that explains another exit code
    entry, data                             where they aren't the case's
    refused = true                          there is no script: the compiler refuses
    limit = "..."                           why it refuses what Dagster accepts

Recorded beside it, in `expected/`: `<run>.py`, the script; `<run>.out`, what it did; `<run>.oracle.out`, what
Dagster 0.12.15 did with the same program. Where the compiler refuses, `<run>.refused.txt` is what it says.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "golden"


class BadCase(Exception):
    """A case.toml that says something it must not, or lacks something."""


@dataclass(frozen=True)
class Case:
    """One folder of `golden/`."""

    folder: Path
    idea: str

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def expected(self) -> Path:
        """Where its recorded files are."""
        return self.folder / "expected"


@dataclass(frozen=True)
class Run:
    """One script of a case, and one execution of it."""

    case: Case
    name: str
    entry: str
    data: tuple[str, ...] = ()
    mode: str = ""
    pipeline: str = ""
    preset: str = ""
    build_config: str = ""
    config: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    exit: int = 0
    differs: str = ""
    refused: bool = False
    limit: str = ""

    @property
    def id(self) -> str:
        """How tests are called."""
        return f"{self.case.name}-{self.name}"

    @property
    def script(self) -> Path:
        """The recorded script."""
        return self.case.expected / f"{self.name}.py"

    @property
    def out(self) -> Path:
        """What the script did."""
        return self.case.expected / f"{self.name}.out"

    @property
    def refusal(self) -> Path:
        """What the compiler says where it refuses."""
        return self.case.expected / f"{self.name}.refused.txt"

    @property
    def recorded(self) -> tuple[Path, ...]:
        """The files that are recorded for this run."""
        ours = (self.refusal,) if self.refused else (self.script, self.out)
        return (*ours, self.oracle_out)

    @property
    def oracle_out(self) -> Path:
        """What Dagster did."""
        return self.case.expected / f"{self.name}.oracle.out"

    def run_config(self) -> dict[str, Any]:
        """The run config that the script ends up with."""
        name = self.config or self.build_config
        if not name:
            return {}
        loaded: dict[str, Any] = json.loads((self.case.folder / name).read_text(encoding="utf-8"))
        return loaded


CASE_KEYS = {"idea", "entry", "data", "runs"}
RUN_KEYS = {name for name in Run.__dataclass_fields__ if name not in ("case", "name")}


def read_case(folder: Path) -> list[Run]:
    """The runs of one folder. Raises `BadCase`."""
    path = folder / "case.toml"
    if not path.is_file():
        raise BadCase(f"{folder.name}: no case.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    for required in ("idea", "runs"):
        if not raw.get(required):
            raise BadCase(f"{folder.name}: case.toml says no {required}")
    refuse_unknown(folder.name, raw, CASE_KEYS)
    case = Case(folder, raw["idea"])
    common: dict[str, Any] = {key: raw[key] for key in ("entry", "data") if key in raw}
    return [read_run(case, name, {**common, **settings}) for name, settings in raw["runs"].items()]


def read_run(case: Case, name: str, settings: dict[str, Any]) -> Run:
    """One `[runs.NAME]` table. Raises `BadCase`."""
    where = f"{case.name}: {name}"
    refuse_unknown(where, settings, RUN_KEYS)
    if "entry" not in settings:
        raise BadCase(f"{where}: case.toml says no entry")
    if settings.get("preset") and settings.get("mode"):
        raise BadCase(f"{where}: mode or preset, not both")
    if settings.get("config") and settings.get("build_config"):
        raise BadCase(f"{where}: config or build_config, not both")
    settings.setdefault("mode", "" if settings.get("preset") else name)
    for several in ("data", "files"):
        settings[several] = tuple(settings.get(several, ()))
    configs = [settings[key] for key in ("config", "build_config") if key in settings]
    for wanted in (settings["entry"], *settings["data"], *configs):
        if not (case.folder / wanted).exists():
            raise BadCase(f"{where}: {wanted} is not there")
    return Run(case, name, **settings)


def refuse_unknown(where: str, table: Mapping[str, Any], known: set[str]) -> None:
    """Raises `BadCase` if the table has a key that nobody reads."""
    unknown = sorted(set(table) - known)
    if unknown:
        raise BadCase(f"{where}: unknown {', '.join(unknown)}")


def all_runs(golden: Path = GOLDEN) -> list[Run]:
    """The runs of all cases, by case name. Raises `BadCase`."""
    return [
        run
        for folder in sorted(golden.iterdir())
        if folder.is_dir() and not folder.name.startswith((".", "_"))
        for run in read_case(folder)
    ]


def unclaimed(golden: Path = GOLDEN) -> list[str]:
    """Recorded files that no run claims any more, relative to `golden`."""
    runs = all_runs(golden)
    claimed = {path for run in runs for path in run.recorded}
    recorded = (path for path in golden.glob("*/expected/**/*") if path.is_file())
    return sorted(
        path.relative_to(golden).as_posix()
        for path in recorded
        if path not in claimed and "__pycache__" not in path.parts
    )
