"""Makes `docs/messages.md`: asks modec, and Dagster or what was recorded of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from modec.cli import main

HERE = Path(__file__).parent
PROGRAMS = HERE / "programs"
RECORDED = HERE / "dagster.json"
PLAIN = {"COLUMNS": "160", "NO_COLOR": "1"}
"""The same lines in every terminal."""
PAGE = HERE.parent.parent / "docs" / "messages.md"

HEAD = """\
# What is said of the ten most common mistakes

The same ten wrong programs, given to Dagster 0.12.15 and to modec. `python -m tests.messages` writes this page
(`--oracle PYTHON` asks Dagster again; otherwise its half is what was recorded); a test compares modec's half with what it says now.

Dagster's lines are those of the traceback that a person gets to see; quoted is the last exception. modec says what is quoted, and
nothing else. It says it when the script is built, and has then run none of the program.
"""


@dataclass(frozen=True)
class Mistake:
    """A wrong program, and what it is run with."""

    name: str
    mode: str | None = None
    run_config: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The program."""
        return PROGRAMS / f"{self.name}.py"

    @property
    def title(self) -> str:
        """What is wrong with it: the first line of its docstring."""
        return self.file.read_text(encoding="utf-8").split('"""')[1]


def _database(**config: Any) -> Mapping[str, Any]:
    return {"resources": {"db": {"config": config}}}


MISTAKES = (
    Mistake("missing_resource", "test"),
    Mistake("undeclared_resource"),
    Mistake("mode_without_list"),
    Mistake("set_of_resources"),
    Mistake("unknown_mode", "prd"),
    Mistake("misspelt_config", None, _database(path="x.db", timout=3)),
    Mistake("wrong_config_type", None, _database(path="x.db", timeout="3s")),
    Mistake("constant_as_input"),
    Mistake("handle_as_dict"),
    Mistake("missing_input"),
)


def ask_dagster(mistake: Mistake, python: str) -> dict[str, Any]:
    """What Dagster says: the last exception, the number of lines, and when."""
    request = {
        "program": mistake.file.name,
        "mode": mistake.mode,
        "run_config": mistake.run_config,
    }
    done = subprocess.run(
        [python, "-W", "ignore", str(HERE / "oracle_child.py"), json.dumps(request)],
        cwd=PROGRAMS,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    answer["said"] = re.sub(r" at 0x[0-9a-f]+", " at 0x...", answer["said"])
    return answer


def ask_modec(mistake: Mistake) -> str:
    """What `modec build` says."""
    arguments = ["build", "--no-cache", "-o", "-"]
    arguments += ["--mode", mistake.mode] if mistake.mode else []
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(mistake.file, folder)
        os.chdir(folder)
        try:
            if mistake.run_config:
                Path("config.json").write_text(json.dumps(mistake.run_config), encoding="utf-8")
                arguments += ["-c", "config.json"]
            done = CliRunner().invoke(main, [*arguments, mistake.file.name], env=PLAIN)
        finally:
            os.chdir(before)
    assert done.exit_code == 1, f"{mistake.name}: modec accepts it"
    return done.stderr.rstrip()


def page(recorded: Mapping[str, Mapping[str, Any]]) -> str:
    """The page, with modec's half as it is now."""
    rows, parts = [], []
    for number, mistake in enumerate(MISTAKES, start=1):
        theirs, ours = recorded[mistake.name], ask_modec(mistake)
        title = mistake.title.rstrip(".")
        lines = len(ours.splitlines())
        rows.append(f"| {number} | {title} | {theirs['lines']}, {theirs['stage']} | {lines} |")
        with_config = (
            f", run config `{json.dumps(mistake.run_config)}`" if mistake.run_config else ""
        )
        with_mode = f", mode `{mistake.mode}`" if mistake.mode else ""
        parts.append(
            f"## {number}. {title}\n\n"
            f"[{mistake.file.name}](../tests/messages/programs/{mistake.file.name}){with_mode}{with_config}\n\n"
            f"Dagster, {theirs['lines']} lines {theirs['stage']}, the last of them:\n\n"
            f"```text\n{theirs['said']}\n```\n\n"
            f"modec:\n\n```text\n{ours}\n```\n"
        )
    table = ["| | mistake | Dagster's lines | modec's lines |", "|---|---|---|---|", *rows]
    return "\n".join([HEAD, *table, "", *parts])


def record(python: str) -> dict[str, dict[str, Any]]:
    """Ask Dagster about all of them, and keep the answers."""
    answers = {mistake.name: ask_dagster(mistake, python) for mistake in MISTAKES}
    RECORDED.write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")
    return answers


def recorded() -> dict[str, dict[str, Any]]:
    """What Dagster said."""
    answers: dict[str, dict[str, Any]] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return answers


def write(oracle: str | None) -> None:
    """Write the page."""
    PAGE.write_text(page(record(oracle) if oracle else recorded()), encoding="utf-8")
    sys.stderr.write(f"wrote {PAGE.name}\n")
