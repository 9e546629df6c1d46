"""What of a context's resources a function may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused

PROGRAM = """
from dagster import ModeDefinition, pipeline, resource, solid


@resource
def store(_):
    return 1


@solid(required_resource_keys={"store"})
def work(context):
    res = context.resources
    BODY


@pipeline(mode_defs=[ModeDefinition(resource_defs={"store": store})])
def working():
    work()
"""


@pytest.mark.parametrize("body", ["print(res._fields)", "print(res._asdict())"])
def test_all_that_there_is_cannot_be_asked(tmp_path: Path, body: str) -> None:
    (tmp_path / "p.py").write_text(PROGRAM.replace("BODY", body))
    with pytest.raises(Refused) as refused:
        build(analyse(tmp_path / "p.py"))
    assert [each.code for each in refused.value.diagnostics] == ["MD503"]


@pytest.mark.parametrize("body", ["print(res.store)", "print(res._asdict()['store'])"])
def test_what_is_declared_can(tmp_path: Path, body: str) -> None:
    (tmp_path / "p.py").write_text(PROGRAM.replace("BODY", body))
    assert "def work(context)" in build(analyse(tmp_path / "p.py")).text
