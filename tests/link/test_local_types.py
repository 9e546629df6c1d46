"""Classes that a factory or a pipeline's body makes dagster types of."""

from __future__ import annotations

from pathlib import Path

import pytest

from modec.compiler import analyse, build

IN_THE_BODY = """
from dagster import InputDefinition, OutputDefinition, pipeline, solid, usable_as_dagster_type

@pipeline
def counting():
    @usable_as_dagster_type(name="Count")
    class Count(int):
        pass

    @solid(output_defs=[OutputDefinition(Count)])
    def one():
        return Count(1)

    @solid(input_defs=[InputDefinition("count", Count)])
    def show(count):
        print(count)

    show(one())
"""

IN_A_FACTORY = """
import dagster
from dagster import OutputDefinition, pipeline, solid

def counter(name):
    @dagster.usable_as_dagster_type(name=name)
    class Count(int):
        pass

    @solid(output_defs=[OutputDefinition(Count)])
    def one():
        return Count(1)

    return one

@pipeline
def counting():
    counter("Count")()
"""


@pytest.mark.parametrize("text", [IN_THE_BODY, IN_A_FACTORY])
def test_a_local_class_loses_what_only_dagster_reads(tmp_path: Path, text: str) -> None:
    (tmp_path / "counting.py").write_text(text)
    script = build(analyse(tmp_path / "counting.py")).text
    assert "class Count(int):" in script
    assert "usable_as_dagster_type" not in script
