"""The rows of the table. Read by the recorder, too, so Python 3.8."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def rows() -> Iterator[tuple[str, str, str]]:
    """The subject, what is put in its template, and the program."""
    for block in (FOLDER / "programs.txt").read_text(encoding="utf-8")[3:].split("\n## "):
        subject, _, rest = block.partition("\n")
        template, _, given = rest.partition("\n--\n")
        for each in given.rstrip("\n").split("\n"):
            yield subject, each, "from dagster import *\n" + template.replace("@@", each) + "\n"


def preset(program: str) -> str | None:
    """The preset that the row's pipeline is run with."""
    return "x" if 'PresetDefinition("x"' in program else None
