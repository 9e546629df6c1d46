"""Of a dict of definitions, running code may ask the keys, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused

PROGRAM = """
from dagster import Field, Permissive, pipeline, solid

FLAGS = {"a-b": Field(int, default_value=1), "c": Field(str, is_required=False)}
OTHERS = {"d": Field(int, default_value=3)}
ALL = {**FLAGS, **OTHERS}
NAMES = set(FLAGS.keys())


@solid(config_schema=Permissive(ALL))
def work(context):
    BODY


@pipeline
def working():
    work()
"""


def script_of(folder: Path, body: str) -> str:
    (folder / "p.py").write_text(PROGRAM.replace("BODY", body))
    return build(analyse(folder / "p.py")).text


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("print({name for name in FLAGS})", 'in {"a-b": None, "c": None}'),
        ("print(context.solid_config, len(ALL))", 'len({"a-b": None, "c": None, "d": None})'),
        (
            "print('c' not in FLAGS, 'c' in OTHERS)",
            'not in {"a-b": None, "c": None}, "c" in {"d": None}',
        ),
        ("print(sorted(NAMES), list(OTHERS.keys()))", 'list({"d": None}.keys())'),
        ("for name in FLAGS:\n        print(name)", 'for name in {"a-b": None, "c": None}:'),
    ],
)
def test_keys_are_there(tmp_path: Path, body: str, kept: str) -> None:
    text = script_of(tmp_path, body)
    assert kept in re.sub(r",?\s+(?=[\])}])", "", re.sub(r"([\[({])\s+", r"\1", text))


@pytest.mark.parametrize(
    "body",
    [
        "print(FLAGS['c'])",
        "print(FLAGS)",
        "print(list(FLAGS.values()))",
        "print([name for name in FLAGS], FLAGS)",
        "print(FLAGS == {})",
        "keys = FLAGS.keys",
    ],
)
def test_more_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(Refused) as refused:
        script_of(tmp_path, body)
    assert {each.code for each in refused.value.diagnostics} == {"MD502"}


def test_a_dict_that_changes_is_refused(tmp_path: Path) -> None:
    program = PROGRAM.replace("NAMES =", 'FLAGS = {**FLAGS, "e": Field(int)}\nNAMES =')
    (tmp_path / "p.py").write_text(program.replace("BODY", "print(len(FLAGS))"))
    with pytest.raises(Refused):
        build(analyse(tmp_path / "p.py"))
