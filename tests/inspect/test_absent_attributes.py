"""Attributes of Dagster's contexts that a script's contexts lack (MD362)."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import check

PROGRAM = """
@resource
def store(init):
    return %s


@solid(required_resource_keys={"store"})
def work(context):
    print(context.resources.store, %s)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"store": store})])
def working():
    work()
"""


@pytest.mark.parametrize(
    ("of_resource", "of_solid", "found"),
    [
        ("init.run_id", "context.run_id", []),
        ("init.instance", "context.pipeline_run.tags", ["MD362 init.instance"]),
        ("1", "context.instance.get_runs()", ["MD362 context.instance"]),
        ("1", "[lambda: context.pdb]", ["MD362 context.pdb"]),
        ("1", "work.instance", []),
    ],
)
def test_what_is_read_is_pointed_at(
    tmp_path: Path, of_resource: str, of_solid: str, found: list[str]
) -> None:
    told = check(tmp_path, PROGRAM % (of_resource, of_solid))
    assert [each for each in told if each.startswith("MD362")] == found
