"""The judge of strangers' projects sees what a script asks of the world, and what it does otherwise."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from textwrap import dedent

from tests.strangers.__main__ import Stranger, World, by_script, differences, modec, strangers

PIPELINE = """
import os

import warehouse
from dagster import ModeDefinition, pipeline, resource, solid


@resource(config_schema={"table": str})
def store(context):
    with warehouse.connect(os.environ["WAREHOUSE"]) as connection:
        yield connection.table(context.resource_config["table"])


@solid(required_resource_keys={"store"})
def load(context):
    for row in context.resources.store.rows(limit=2):
        row.seen = True
    return len(context.resources.store)


@solid
def fail(context, count):
    raise LookupError(count)


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"store": store})])
def loading():
    fail(load())
"""
CONFIG = {"resources": {"store": {"config": {"table": "people"}}}}


def of_script(folder: Path) -> dict:
    file = folder / "flow.py"
    file.write_text(dedent(PIPELINE))
    world = World([str(folder)], [], sys.executable, environment={"WAREHOUSE": "somewhere"})
    [stranger] = strangers(file, world)
    assert stranger == Stranger(file, "loading", "prod", None)
    script = folder / "script.py"
    built = modec(["build", "--mode", "prod", "-o", str(script), str(file)], world)
    assert built.returncode == 0, built.stderr
    return by_script(script, CONFIG, world)


def test_what_a_script_asks_of_the_world_is_recorded(tmp_path: Path) -> None:
    ours = of_script(tmp_path)
    table = "warehouse.connect('somewhere').table('people')"
    assert ours["trace"] == [
        "warehouse.connect('somewhere')",
        "enter warehouse.connect('somewhere')",
        table,
        f"{table}.rows(limit=2)",
        f"{table}.rows(limit=2)<0>.seen = True",
        f"{table}.rows(limit=2)<1>.seen = True",
        "exit warehouse.connect('somewhere')",
    ]
    assert [row[:2] for row in ours["events"]] == [
        ["STEP_SUCCESS", "load"],
        ["STEP_FAILURE", "fail"],
    ]
    assert ours["code"] == 1


def test_what_is_otherwise_is_seen(tmp_path: Path) -> None:
    ours = of_script(tmp_path)
    events = [["STEP_SUCCESS", "load", None], ["STEP_FAILURE", "fail", "LookupError"]]
    dagster = {"config": CONFIG, "trace": ours["trace"], "events": events, "success": False}
    assert differences(dagster, ours) == []
    for change in (
        {"trace": ours["trace"][:-1]},
        {"trace": ours["trace"][::-1]},
        {"events": events[:1]},
        {"events": [events[0], ["STEP_FAILURE", "fail", "KeyError"]]},
        {"success": True},
        {"refused": ["Missing required config entry"]},
    ):
        assert differences({**copy.deepcopy(dagster), **change}, ours), change
