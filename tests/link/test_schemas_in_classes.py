"""Variables of classes that hold config schemas do not hold back the classes."""

from __future__ import annotations

import pytest
from linking import project, run, script

from modec.diagnostics import Refused

CLASSES = """
from dagster import Field, Noneable, resource, solid
class Base:
    schema = {"k": Field(float, default_value=2.0, is_required=False)}
    def __init__(self, k):
        self.k = k
class Client(Base):
    schema = {**Base.schema, "mean": Field(Noneable(float))}
    names = ["a", "b"]
    def mean(self):
        return self.k * len(self.names)
def make(cls):
    @solid(config_schema=cls.schema)
    def inner(context):
        return cls(**context.solid_config).mean()
    return inner
@resource(config_schema=Client.schema)
def client(context):
    return Client(**context.resource_config)
"""


def test_they_stay_out() -> None:
    linked = project(pipeline=f"{CLASSES}\ndef main():\n    return Client(2).mean()\n").call("main")
    assert run(linked)["main"]() == 4
    assert "schema" not in script(linked)


@pytest.mark.parametrize("code", ["Client.schema", "Client(1).schema", "getattr(Client, 'schema')"])
def test_one_that_code_that_runs_asks_for_is_refused(code: str) -> None:
    made = project(pipeline=f"{CLASSES}\ndef main():\n    return {code}\n")
    with pytest.raises(Refused) as refusal:
        made.call("main")
    assert {each.code for each in refusal.value.diagnostics} == {"MD503"}


def test_one_that_the_class_reads_is_refused() -> None:
    text = """
from dagster import Field
class Client:
    schema = {"k": Field(int)}
    keys = list(schema)
def main():
    return Client.keys
"""
    with pytest.raises(Refused) as refusal:
        project(pipeline=text).call("main")
    assert {each.code for each in refusal.value.diagnostics} == {"MD503"}
