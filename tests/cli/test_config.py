"""`modec config`: a sample run config with types, defaults and descriptions."""

from pathlib import Path

from calling import Caller

PENGUINS = Path(__file__).parents[2] / "golden/penguins"

PROGRAM = """\
import os

from dagster import (
    Enum, EnumValue, Field, IntSource, Noneable, Permissive, Selector, StringSource, pipeline, resource, solid, ModeDefinition,
)


@resource(
    config_schema={
        "path": Field(StringSource, description="Where the database is"),
        "port": Field(IntSource, default_value=5432),
        "region": Field(str, default_value=os.environ["REGION"]),
        "retries": Field(int, is_required=False),
        "login": Selector({"token": str, "password": {"user": str, "word": str}}),
        "options": Field(Permissive({"a": int}), default_value={"a": 1, "b": 2}),
        "deep": Field({"x": str}, is_required=False),
        "maybe": Noneable(str),
        "home": Field(StringSource, default_value={"env": "SHOP_HOME"}),
    }
)
def db(context):
    return context.resource_config


@solid(
    config_schema=Enum("Speed", [EnumValue("FAST"), EnumValue("SLOW")]),
    required_resource_keys={"db"},
)
def go(context):
    print(context.solid_config, context.resources.db["path"])


@pipeline(mode_defs=[ModeDefinition("prod", {"db": db})])
def p():
    go()
"""

SAMPLE = """\
# Run config of p in mode prod. Fill in: 3 values.
resources:
  db:
    config:
      path:                   # String or {env: VARIABLE}; required; Where the database is
      port: 5432              # Int or {env: VARIABLE}; default
      # region:               # String; default: os.environ['REGION'], computed when the script starts
      # retries:              # Int; optional
      login:                  # choose one
        token:                # String; required
        # password:
          # user:             # String; required
          # word:             # String; required
      options:
        a: 1                  # Int; default
        b: 2                  # Any; default
      # deep:                 # optional
        # x:                  # String; required
      maybe: null             # String or null; default
      home: {env: SHOP_HOME}  # String or {env: VARIABLE}; default; reads $SHOP_HOME
solids:
  go:
    config:                   # one of: FAST, SLOW; required
"""


def test_the_sample(modec: Caller) -> None:
    (modec.folder / "p.py").write_text(PROGRAM)
    assert modec("config", "p.py").stdout == SAMPLE


def test_required_only(modec: Caller) -> None:
    (modec.folder / "p.py").write_text(PROGRAM)
    said = modec("config", "--required-only", "-m", "prod", "p.py").stdout
    names = [line.partition("#")[0].strip() for line in said.splitlines()[1:]]
    assert names == [
        "resources:",
        "db:",
        "config:",
        "path:",
        "login:",
        "token:",
        "solids:",
        "go:",
        "config:",
    ]


def test_what_is_given_is_in_it(modec: Caller) -> None:
    done = modec(
        "config", "-m", "prod", "--set", "resources.greeter.config.greeting=hej", "shop.py"
    )
    assert "greeting: hej  # String; given at build" in done.stdout
    assert "Fill in" not in done.stdout


def test_nothing_to_give(modec: Caller) -> None:
    assert modec("config", "-m", "test", "shop.py").stdout == (
        "# Run config of shop in mode test. It takes none.\n{}\n"
    )


def test_the_example_project_runs_with_its_sample(tmp_path: Path) -> None:
    modec = Caller(PENGUINS)
    sample = modec("config", "-m", "test", "penguin_survey/pipeline.py").stdout
    (tmp_path / "sample.yaml").write_text(sample)
    done = modec(
        "run", "-m", "test", "-c", str(tmp_path / "sample.yaml"), "penguin_survey/pipeline.py"
    )
    assert done.returncode == 0, done.stderr
