"""A `SolidDefinition` made by hand: its function is carried into the script as it is, and called with a dict."""

from pathlib import Path

from modec.compiler import analyse, build

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
    context.log.info(str(inputs))
    yield Output(1)

one = SolidDefinition("one", [], compute, [OutputDefinition()])

@pipeline
def counting():
    one()
"""


def test_by_hand(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(BY_HAND)
    text = build(analyse(tmp_path / "p.py")).text
    assert "(log, inputs):" in text
    assert "log.info(str(inputs))" in text
    assert "by_dict(" in text
    assert "is_decorated" not in text


def test_decorated(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(DECORATED)
    text = build(analyse(tmp_path / "p.py")).text
    assert "def one():" in text
    assert "by_dict" not in text
