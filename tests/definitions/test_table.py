"""The table of definitions: a program is refused if and only if Dagster refuses it, and else does what it does there."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused
from tests.definitions.table.rows import FOLDER, preset, rows

ANSWERS = json.loads((FOLDER / "answers.json").read_text(encoding="utf-8"))


def _known_differences() -> dict[tuple[str, str], str]:
    """The rows that modec knowingly treats otherwise, with the reason."""
    found, reason = {}, ""
    for line in (FOLDER / "differences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            reason = line[2:]
        elif line:
            subject, _, given = line.partition(": ")
            found[subject, given] = reason
    return found


DIFFERENCES = _known_differences()
PROGRAMS: dict[str, list[tuple[str, str]]] = {}
for _subject, _given, _program in rows():
    PROGRAMS.setdefault(_subject, []).append((_given, _program))


@contextlib.contextmanager
def _main_module(folder: Path) -> Iterator[types.ModuleType]:
    """A module that is `__main__`, without arguments."""
    made = types.ModuleType("__main__")
    made.__file__ = str(folder / "script.py")
    module, arguments = sys.modules["__main__"], sys.argv
    sys.modules["__main__"], sys.argv = made, ["script.py"]
    try:
        yield made
    finally:
        sys.modules["__main__"], sys.argv = module, arguments


def _run(script: str, folder: Path) -> tuple[bool, str]:
    """Whether the script succeeds, and what it prints."""
    out, code = io.StringIO(), 0
    silent = contextlib.redirect_stderr(io.StringIO())
    with contextlib.redirect_stdout(out), silent, _main_module(folder) as module:
        try:
            exec(compile(script, "script.py", "exec"), module.__dict__)
        except SystemExit as left:
            code = int(left.code or 0)
        except Exception:
            code = 1
    return code == 0, re.sub(r"<\w+\.(\w+) object at 0x\w+>", r"<\1>", out.getvalue())


def _disagreement(answer: dict[str, Any], program: str, folder: Path) -> str | None:
    """How modec differs from Dagster's answer to a program; None if it does not."""
    path = folder / "case.py"
    path.write_text(program, encoding="utf-8")
    try:
        analysis = analyse(path)
        pipeline = getattr(analysis.evaluation.entry.variables.get("p"), "name", None)
        chosen = preset(program)
        script = build(analysis, pipeline=pipeline, preset=chosen, source_map=False).text
    except Refused as refusal:
        return f"refused, where Dagster runs it: {refusal}" if answer["at"] == "success" else None
    if answer["at"] == "import":
        return f"built, where Dagster refuses it with {answer['error']}"
    succeeds, printed = _run(script, folder)
    if succeeds != (answer["at"] == "success"):
        return (
            f"the script {'succeeds' if succeeds else 'fails'}, with Dagster it is a {answer['at']}"
        )
    if answer["at"] != "run" and printed != answer["stdout"]:
        return f"prints {printed!r}, with Dagster {answer['stdout']!r}"
    return None


@pytest.mark.parametrize("subject", PROGRAMS)
def test_what_dagster_accepts(
    subject: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # some keep their outputs in a folder
    found = {}
    for given, program in PROGRAMS[subject]:
        disagreement = _disagreement(ANSWERS[subject][given], program, tmp_path)
        if disagreement is not None:
            found[given] = disagreement
    known = {given for differs, given in DIFFERENCES if differs == subject}
    assert {given: said for given, said in found.items() if given not in known} == {}
    assert known - set(found) == set(), "differences that are none any more"


def test_the_answers_are_those_of_the_programs() -> None:
    assert {subject: [given for given, _ in each] for subject, each in PROGRAMS.items()} == {
        subject: list(each) for subject, each in ANSWERS.items()
    }
