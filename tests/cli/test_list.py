"""`modec list`: pipelines, modes, presets, and what each mode binds."""

import json
from pathlib import Path

from calling import Caller

PENGUINS = Path(__file__).parents[2] / "golden/penguins"


def test_the_matrix_marks_what_the_modes_bind_differently(modec: Caller) -> None:
    said = modec("list", "shop.py").stdout
    assert said.splitlines() == [
        "pipeline shop  shop.py:19",
        "  mode  prod  shop.py:21",
        "  mode  test  shop.py:22",
        "",
        "              prod       test",
        "  *  greeter  greeter    loud",
        "              shop.py:5  shop.py:10",
    ]


def test_json(modec: Caller) -> None:
    (shop,) = json.loads(modec("list", "--json", "shop.py").stdout)["pipelines"]
    assert shop["name"] == "shop" and shop["kind"] == "pipeline"
    assert [mode["name"] for mode in shop["modes"]] == ["prod", "test"]
    assert shop["modes"][0]["resources"] == ["greeter"]
    assert shop["modes"][1]["bindings"]["greeter"]["function"] == "loud"
    assert shop["modes"][1]["bindings"]["greeter"]["place"] == "shop.py:10"


def test_the_example_project() -> None:
    said = Caller(PENGUINS)("list", "penguin_survey/pipeline.py").stdout
    assert "preset  season_2009  pipeline.py:53  mode prod" in said
    (database,) = (line.split() for line in said.splitlines() if "*  database" in line)
    assert database == ["*", "database", "sqlite_database", "-", "-"]


def test_what_is_refused_is_said_on_stderr(modec: Caller) -> None:
    (modec.folder / "empty.py").write_text("def f(:\n")
    done = modec("list", "--json", "empty.py")
    assert done.returncode == 1 and done.stdout == "" and "MD" in done.stderr
