"""A `SolidDefinition` made by hand is refused: a script calls functions with inputs as parameters."""

from pathlib import Path

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused

DECORATED = """\
from dagster import lambda_solid, pipeline

@lambda_solid
def one():
    return 1

@pipeline
def counting():
    one()
"""
BY_HAND = """\
from dagster import Output, OutputDefinition, SolidDefinition, pipeline

def compute(context, inputs):
    yield Output(1)

one = SolidDefinition("one", [], compute, [OutputDefinition()])

@pipeline
def counting():
    one()
"""


def test_by_hand(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(BY_HAND)
    with pytest.raises(Refused) as refused:
        build(analyse(tmp_path / "p.py"))
    (found,) = refused.value.diagnostics
    assert found.code == "MD501"
    assert "'one'" in found.message
    assert found.span is not None and found.span.line == 6


def test_decorated(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(DECORATED)
    assert "def one():" in build(analyse(tmp_path / "p.py")).text
