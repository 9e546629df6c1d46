"""Methods of definitions that are called while other definitions are made run no function of the author's."""

from __future__ import annotations

from pathlib import Path

from modec.compiler import analyse, build

PROGRAM = """
from dagster import Field, ModeDefinition, pipeline, resource, solid
from somewhere import Session


def flat(given, key=None):
    rows = []
    for name, value in given.items():
        rows.append((name, value))
    return rows


def session_of(given):
    builder = Session.builder
    for name, value in flat(given):
        builder = builder.config(name, value)
    return builder


class Spark:
    def __init__(self, given):
        self._session = session_of(given)


@resource({"conf": Field(dict)})
def spark(context):
    return Spark(context.resource_config["conf"])


@solid(required_resource_keys={"spark"})
def work(context):
    print(context.resources.spark)


mode = ModeDefinition("m", resource_defs={"spark": spark.configured({"conf": {"a": 1}})})


@pipeline(mode_defs=[mode])
def working():
    work()
"""


def test_the_modes_stay_out(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(PROGRAM)
    text = build(analyse(tmp_path / "p.py")).text
    assert "class Spark:" in text and "ModeDefinition" not in text
