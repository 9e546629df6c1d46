"""`modec why`: the chain from the pipeline to what is in the script."""

from pathlib import Path

from calling import Caller

PENGUINS = Caller(Path(__file__).parents[2] / "golden/penguins")

PROGRAM = """\
import helpers
from dagster import ModeDefinition, composite_solid, pipeline, resource, solid
from unused import nothing

TABLE = {}
TABLE["a"] = 1
print("loading")


@resource
def sqlite_db(_):
    return helpers.connect()


@resource(required_resource_keys={"db"})
def store(context):
    return context.resources.db


@resource
def spare(_):
    return None


@solid(required_resource_keys={"store"})
def fetch(context):
    return TABLE


@composite_solid
def inner():
    fetch.alias("again")()


@pipeline(
    mode_defs=[
        ModeDefinition("prod", {"db": sqlite_db, "store": store, "spare": spare}),
        ModeDefinition("test", {"db": spare, "store": store, "other": spare}),
    ]
)
def cereal():
    fetch()
    inner()
"""


def why(modec: Caller, name: str, code: int = 0) -> str:
    files = {
        "cereal.py": PROGRAM,
        "helpers.py": "import sqlite3\n\n\ndef _path():\n    return ':memory:'\n\n\n"
        "def connect():\n    return sqlite3.connect(_path())\n",
        "unused.py": "nothing = 1\n",
    }
    for file, text in files.items():
        (modec.folder / file).write_text(text)
    done = modec("why", name, "-m", "prod", "cereal.py")
    assert done.returncode == code, done.stderr
    return done.stdout or done.stderr


def test_a_resource_key(modec: Caller) -> None:
    assert why(modec, "db") == (
        "resource `db` is in the script because `store` requires it, which solids fetch and inner.again require; "
        "mode prod binds `sqlite_db` (cereal.py:11) to it.\n"
    )


def test_a_resource_function(modec: Caller) -> None:
    assert why(modec, "sqlite_db") == (
        "`sqlite_db` (cereal.py:11) is in the script because mode prod binds `db` to it, which `store` requires, "
        "which solids fetch and inner.again require.\n"
    )


def test_a_helper_of_a_helper(modec: Caller) -> None:
    assert why(modec, "_path") == (
        "`_path` (helpers.py:4) is in the script because `connect` (helpers.py:8) uses it, which `sqlite_db` "
        "(cereal.py:11) uses, to which mode prod binds `db`, which `store` requires, which solids fetch and "
        "inner.again require.\n"
    )


def test_a_solid_in_two_places(modec: Caller) -> None:
    assert why(modec, "fetch").splitlines() == [
        "solid `fetch` is in the script because pipeline cereal invokes it.",
        "solid `inner.again` (solid fetch) is in the script because `inner` invokes it, which pipeline cereal invokes.",
    ]


def test_a_module_and_a_package(modec: Caller) -> None:
    said = why(modec, "helpers")
    assert said.startswith("of module helpers the script has\n  `connect` (helpers.py:8), because")
    assert "`connect` (helpers.py:8) uses it" in why(modec, "sqlite3")


def test_a_variable(modec: Caller) -> None:
    assert "because solid fetch uses it, which pipeline cereal invokes" in why(modec, "TABLE")


def test_what_is_not_in_the_script(modec: Caller) -> None:
    assert "nothing that pipeline cereal runs requires it" in why(modec, "spare", 1)
    assert "mode prod does not have it, mode test does" in why(modec, "other", 1)
    assert "nothing that mode prod runs needs any of it" in why(modec, "unused", 1)
    assert "(unused.py) is not in the script" in why(modec, "nothing", 1)


def test_a_name_that_is_nowhere(modec: Caller) -> None:
    assert "did you mean 'store'?" in why(modec, "stroe", 1)


def test_the_example_project() -> None:
    done = PENGUINS("why", "show", "--mode", "prod", "penguin_survey/pipeline.py")
    assert done.stdout.endswith(
        "which solid publish uses, which pipeline penguin_survey invokes.\n"
    )
