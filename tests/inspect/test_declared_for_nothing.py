"""What is declared, defined or bound for nothing: resources, config fields, solids."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import check

SOLID = """
import functools


def noted(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)

    return wrapper


def helper(given):
    print(given)


@solid(required_resource_keys={"db"}, config_schema={"table": str, "limit": int})
%sdef work(context):
    %s


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"db": db})])
def working():
    work()
"""
DB = "context.resources.db"
CONFIG = 'context.solid_config["table"], context.solid_config["limit"]'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"print({DB}, {CONFIG})", []),
        (f"print({CONFIG})", ['MD352 "db"']),
        (f"print({DB})", ['MD354 "limit"', 'MD354 "table"']),
        (f'print({DB}, context.solid_config.get("table"))', ['MD354 "limit"']),
        (f"print({DB}, context.solid_config)", []),
        (f"print({DB}, [context.solid_config[each] for each in ('table', 'limit')])", []),
        (f"config = context.solid_config\n    print({DB}, config['table'])", ['MD354 "limit"']),
        (f"helper(context.solid_config)\n    print({DB})", []),
        ("helper(context)", []),
        (f"def inner():\n        return {DB}\n    print(inner(), {CONFIG})", []),
        (f"print(getattr(context.resources, 'db'), {CONFIG})", []),
        (f"print(context.resources, {CONFIG})", []),
    ],
)
def test_in_a_solid(tmp_path: Path, body: str, found: list[str]) -> None:
    assert sorted(check(tmp_path, SOLID % ("", body))) == found


def test_a_wrapper_of_the_project_may_do_anything(tmp_path: Path) -> None:
    assert check(tmp_path, SOLID % ("@noted\n", "return 1")) == []


def test_solids_that_nothing_invokes(tmp_path: Path) -> None:
    text = """
@solid
def work(_):
    return 1


@solid
def idle(_):
    return 1


@solid
def given_on(_):
    return 1


@solid
def configurable(_):
    return 1


@lambda_solid
def also_idle():
    return 1


@composite_solid
def idle_pair():
    work()


solids = [given_on]
configured_one = configured(configurable, name="other")({})


@pipeline
def working():
    work()
"""
    assert check(tmp_path, text) == ["MD355 solid", "MD355 lambda_solid", "MD355 composite_solid"]


def test_solids_of_another_module_are_for_others(tmp_path: Path) -> None:
    (tmp_path / "solids.py").write_text(
        "from dagster import solid\n\n\n@solid\ndef work(_):\n    return 1\n\n\n@solid\ndef idle(_):\n    return 1\n"
    )
    text = "from solids import idle, work\n\n\n@pipeline\ndef working():\n    work()\n"
    assert check(tmp_path, text) == []


def test_one_finding_for_modes_made_at_one_place(tmp_path: Path) -> None:
    text = """
MODES = [ModeDefinition(name, resource_defs={"db": db, "spare": db}) for name in ("a", "b")]


@solid(required_resource_keys={"db"})
def work(context):
    return context.resources.db


@pipeline(mode_defs=MODES)
def working():
    work()
"""
    assert check(tmp_path, text) == ['MD215 "spare"']


def test_an_io_manager_reads_through_the_contexts_of_its_methods(tmp_path: Path) -> None:
    program = """
class Folder(IOManager):
    def handle_output(self, context, obj):
        print(context.resource_config["base"], context.resources.db)

    def load_input(self, context):
        return 1


@io_manager(config_schema={"base": str}, required_resource_keys={"db"})
def folder(_):
    return Folder()


@solid
def work():
    return 1


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"db": db, "io_manager": folder})])
def working():
    work()
"""
    assert check(tmp_path, program) == []


def test_a_step_launcher_is_there_for_dagster(tmp_path: Path) -> None:
    program = """
from dagster.core.definitions.no_step_launcher import no_step_launcher


@solid(required_resource_keys={"launcher", "db"})
def work(_):
    return 1


@pipeline(mode_defs=[ModeDefinition("m", resource_defs={"db": db, "launcher": no_step_launcher})])
def working():
    work()
"""
    assert check(tmp_path, program) == ['MD352 "db"']
