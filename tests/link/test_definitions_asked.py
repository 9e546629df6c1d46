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


FACTORY = """
from dagster import OutputDefinition, pipeline, solid
from somewhere import Schema


class Pointer:
    def __init__(self, path, schema):
        self._path = path
        self._schema = schema


SCHEMA = Schema([1])


def make(table, schema):
    @solid(name=f"upload_{table.split('.')[-1]}", output_defs=[OutputDefinition(metadata={"table": table})])
    def upload(_, path: str) -> Pointer:
        return Pointer(path, schema)

    return upload


@solid
def first():
    print(SCHEMA)
    return "path"


upload_one = make(table="x.one", schema=SCHEMA)


@pipeline
def working():
    upload_one(first())
"""


def test_a_solid_of_a_factory_is_not_run_by_making_it(tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(FACTORY)
    text = build(analyse(tmp_path / "p.py")).text
    assert "class Pointer:" in text and "OutputDefinition" not in text
