"""`modec env`: which environment variables a mode reads, where, and whether they are set."""

import json
import os
from pathlib import Path

from calling import Caller

PENGUINS = Path(__file__).parents[2] / "golden/penguins"

PROGRAM = """\
import os
import os as system
from os import environ, getenv as look

from dagster import Field, ModeDefinition, StringSource, pipeline, resource, solid

KEY = "SHOP_KEY"
STAGE = os.getenv("SHOP_STAGE", "none")
os.environ["SHOP_WRITTEN"] = "1"


def of(suffix):
    @solid(name="of_" + suffix)
    def read():
        return environ.get(suffix)

    return read


@resource(config_schema={"region": Field(str, default_value=os.environ["SHOP_REGION"])})
def prod_db(context):
    return environ[KEY]


@resource(config_schema={"password": Field(StringSource, default_value={"env": "SHOP_PASSWORD"})})
def test_db(context):
    return look("SHOP_TEST")


@solid(required_resource_keys={"db"})
def go(context):
    if "SHOP_FLAG" in system.environ:
        print(STAGE, os.environ["SHOP_" + STAGE], os.environ["SHOP_REGION"])


a = of("SHOP_A")


@pipeline(
    mode_defs=[ModeDefinition("prod", {"db": prod_db}), ModeDefinition("test", {"db": test_db})]
)
def p():
    go()
    a()
"""


def variables(modec: Caller, mode: str, **environment: str) -> "dict[str, dict[str, object]]":
    (modec.folder / "p.py").write_text(PROGRAM)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SHOP_")}
    done = modec("env", "--json", "-m", mode, "p.py", env={**clean, **environment})
    assert done.returncode == 0, done.stderr
    assert not any(value in done.stdout for value in environment.values())
    return {each["name"]: each for each in json.loads(done.stdout)["variables"]}


def test_code_and_config(modec: Caller) -> None:
    found = variables(modec, "prod", SHOP_KEY="very-secret")
    assert list(found) == [
        "('SHOP_' + STAGE)",
        "SHOP_A",
        "SHOP_FLAG",
        "SHOP_KEY",
        "SHOP_REGION",
        "SHOP_STAGE",
    ]
    assert found["SHOP_KEY"] == {
        "name": "SHOP_KEY",
        "set": True,
        "required": True,
        "where": ["p.py:22"],
    }
    assert found["SHOP_STAGE"]["required"] is False and found["SHOP_STAGE"]["set"] is False
    assert found["SHOP_REGION"]["where"] == ["p.py:20", "p.py:33"]


def test_another_mode_reads_others(modec: Caller) -> None:
    found = variables(modec, "test", SHOP_PASSWORD="hunter2")
    assert "SHOP_KEY" not in found and found["SHOP_TEST"]["required"] is False
    assert found["SHOP_PASSWORD"]["where"] == ["resources.db.config.password (default)"]
    assert found["SHOP_PASSWORD"]["set"] is True


def test_config_that_is_given(modec: Caller) -> None:
    (modec.folder / "p.py").write_text(PROGRAM)
    done = modec(
        "env",
        "-m",
        "test",
        "--set",
        'resources.db.config.password={"env": "OTHER_PASSWORD"}',
        "p.py",
    )
    assert "resources.db.config.password (given at build)" in done.stdout
    assert "SHOP_PASSWORD" not in done.stdout


def test_the_example_project() -> None:
    done = Caller(PENGUINS)("env", "-m", "prod", "penguin_survey/pipeline.py", env={**os.environ, "PENGUINS_DB": "x"})  # fmt: skip
    assert done.stdout == ("PENGUINS_DB  set  required  resources.database.config.path (default)\n")


def test_none(modec: Caller) -> None:
    done = modec("env", "-m", "test", "shop.py")
    assert done.returncode == 0 and done.stdout == "" and "no environment" in done.stderr
