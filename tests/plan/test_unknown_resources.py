"""A resource that is no part of the project is refused where a plan needs it, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from modec.diagnostics import Refused
from modec.evaluate import evaluate
from modec.plan import make_plan
from modec.plan.describe import describe_pipeline
from modec.source import read_program

PROGRAM = """
from dagster import ModeDefinition, ResourceDefinition, pipeline, solid
from somewhere import bucket, queue

LOCAL = ResourceDefinition.hardcoded_resource(1)

@solid(required_resource_keys={"store"})
def one(_): ...

MODES = [
    ModeDefinition("local", {"store": LOCAL}),
    ModeDefinition("spare", {"store": LOCAL, "queue": queue}),
    ModeDefinition("cloud", {"store": bucket.configured({"name": "b"}), "queue": queue}),
    ModeDefinition("far", {"store": LOCAL, "io_manager": bucket}),
]

@pipeline(mode_defs=MODES)
def p():
    one()
"""


@pytest.mark.parametrize(
    ("mode", "keys"),
    [("local", []), ("spare", []), ("cloud", ["store"]), ("far", ["io_manager"])],
)
def test_only_what_is_needed_must_be_known(tmp_path: Path, mode: str, keys: list[str]) -> None:
    (tmp_path / "p.py").write_text(dedent(PROGRAM))
    (pipeline,) = evaluate(read_program(tmp_path / "p.py")).pipelines.values()
    if not keys:
        assert make_plan(pipeline, mode).mode.name == mode
        return
    with pytest.raises(Refused) as caught:
        make_plan(pipeline, mode)
    assert [each.code for each in caught.value.diagnostics] == ["MD102"] * len(keys)
    assert all(key in str(caught.value) for key in keys)


def test_what_is_unknown_is_shown_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "pipeline.py").write_text(PROGRAM)
    program = read_program(tmp_path / "pipeline.py", [tmp_path])
    described = describe_pipeline(evaluate(program).pipelines["p"])
    cloud = next(mode for mode in described["modes"] if mode["name"] == "cloud")
    assert cloud["bindings"]["store"]["function"].startswith("bucket.configured({'name': 'b'})")
