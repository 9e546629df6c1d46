"""Lists of several values, some of which an input of the composite around gives (3.2, 3.4)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from modec.compiler import analyse, build

PROGRAM = """
from dagster import (
    InputDefinition, Int, List, Optional, composite_solid, dagster_type_loader, pipeline, solid,
    usable_as_dagster_type,
)

@dagster_type_loader({"path": str})
def load_table(context, config):
    return Table([config["path"]])

@usable_as_dagster_type(loader=load_table)
class Table(list):
    pass

@solid
def one():
    return GIVEN

@solid(input_defs=[InputDefinition("values", LISTED)])
def show(values=()):
    print(values)

@composite_solid(input_defs=[InputDefinition("value", SINGLE)])
def outer(value):
    show([one(), value])

@pipeline
def shown():
    outer()
"""


def run(folder: Path, given: str, listed: str, single: str, *options: str) -> str:
    text = PROGRAM.replace("GIVEN", given).replace("LISTED", listed).replace("SINGLE", single)
    (folder / "shown.py").write_text(text)
    script = folder / "script.py"
    script.write_text(build(analyse(folder / "shown.py")).text)
    command = [sys.executable, str(script), "--log-level", "ERROR", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("listed", ["List[Int]", "Optional[List[Int]]"])
def test_a_value_from_config(tmp_path: Path, listed: str) -> None:
    option = "solids.outer.inputs.value=5"
    assert run(tmp_path, "1", listed, "Int", "--set", option) == "[1, 5]\n"


def test_a_value_that_a_loader_makes(tmp_path: Path) -> None:
    option = "solids.outer.inputs.value.path=a.csv"
    given = run(tmp_path, "Table()", "List[Table]", "Table", "--set", option)
    assert given == "[[], ['a.csv']]\n"


def test_a_default(tmp_path: Path) -> None:
    assert run(tmp_path, "1", "List[Int]", "Int, default_value=7") == "[1, 7]\n"
