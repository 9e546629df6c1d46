"""Writes a program and gives what `modec check` finds in it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from modec.cli import main

HEAD = """\
from dagster import *


@resource
def db(_):
    return object()


"""


def check(folder: Path, text: str, *arguments: str) -> list[str]:
    """`CODE text that is pointed at` for each finding, in order. `HEAD` comes before the program's own text."""
    (folder / "pipeline.py").write_text(HEAD + text, encoding="utf-8")
    command = ["check", "--output-format", "json", *arguments, str(folder / "pipeline.py")]
    done = CliRunner().invoke(main, command)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return [
        _shown(json.loads(line), (HEAD + text).split("\n")) for line in done.stdout.splitlines()
    ]


def _shown(found: dict[str, int], lines: list[str]) -> str:
    row = lines[found["line"] - 1]
    end = found["end_column"] - 1 if found["end_line"] == found["line"] else None
    return f"{found['code']} {row[found['column'] - 1 : end]}"
