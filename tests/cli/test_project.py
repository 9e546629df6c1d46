"""The builds that a project's pyproject.toml lists."""

import pytest
from calling import SHOP, Caller

PROJECT = """\
[tool.modec.builds.nightly]
source = "shop.py"
mode = "prod"
config = "prod.yaml"

[tool.modec.builds.trial]
source = "shop.py"
pipeline = "shop"
mode = "test"
output = "out/trial.py"
"""


@pytest.fixture
def project(modec: Caller) -> Caller:
    (modec.folder / "pyproject.toml").write_text(PROJECT)
    (modec.folder / "prod.yaml").write_text("resources: {greeter: {config: {greeting: hej}}}\n")
    return modec


def test_a_bare_build_makes_them_all(project: Caller) -> None:
    done = project("build")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == ["wrote dist/shop_prod.py", "wrote out/trial.py"]
    assert "hej" in (project.folder / "dist/shop_prod.py").read_text()
    assert project("build", "--check").returncode == 0


def test_from_a_folder_of_the_project(project: Caller) -> None:
    inner = project.folder / "inner"
    inner.mkdir()
    assert Caller(inner)("build").returncode == 0
    assert {"dist/shop_prod.py", "out/trial.py"} <= set(project.files())


def test_one_by_name(project: Caller) -> None:
    assert project("build", "trial").returncode == 0
    assert "out/trial.py" in project.files() and "dist/shop_prod.py" not in project.files()
    done = project("build", "trial", "-o", "-")
    assert done.stdout.startswith("#!")


def test_a_name_that_is_a_module_too(project: Caller) -> None:
    (project.folder / "trial.py").write_text("x = 1\n")
    done = project("build", "trial")
    assert done.returncode == 2 and "trial.py" in done.stderr


def test_a_broken_build_does_not_hold_back_the_others(project: Caller) -> None:
    (project.folder / "prod.yaml").write_text("resources: {greeter: {config: {greeting: 1}}}\n")
    done = project("build")
    assert done.returncode == 1 and "wrote out/trial.py" in done.stderr
    assert "dist/shop_prod.py" not in project.files()


def test_a_bare_check(project: Caller) -> None:
    done = project("check")
    assert done.returncode == 0 and "2 modes checked" in done.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_no_source_and_no_project(modec: Caller, command: str) -> None:
    done = modec(command)
    assert done.returncode == 2 and "Missing argument 'SOURCE'" in done.stderr


def test_options_that_a_project_says(project: Caller) -> None:
    assert project("build", "-m", "prod").returncode == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool.modec]\nbuilds = 1\n", "must be tables"),
        ("[tool.modec.builds.a]\nmode = 'x'\n", "lacks a source"),
        ("[tool.modec.builds.a]\nsource = 'shop.py'\nmod = 'x'\n", "'mod'"),
        ("[tool.modec.builds.a]\nsource = 1\n", "texts"),
        ("[tool.modec.builds.a]\nsource = 's.py'\nmode = 'x'\npreset = 'y'\n", "preset"),
    ],
)
def test_a_bad_table(modec: Caller, text: str, said: str) -> None:
    (modec.folder / "pyproject.toml").write_text(text)
    done = modec("build")
    assert done.returncode == 1 and "MD007" in done.stderr and said in done.stderr
    assert "Traceback" not in done.stderr


def test_diff_writes_nothing(modec: Caller) -> None:
    modec("build", "-m", "test", "shop.py")
    source = modec.folder / "shop.py"
    source.write_text(source.read_text().replace("HELLO", "GOODBYE"))
    before = (modec.folder / "dist/shop_test.py").read_text()
    done = modec("build", "--diff", "-m", "test", "shop.py")
    assert done.returncode == 0 and '+    return "GOODBYE"' in done.stdout
    assert (modec.folder / "dist/shop_test.py").read_text() == before


def test_check_reports_on_the_functions_of_every_source(modec: Caller) -> None:
    unread = SHOP.replace("print(context.resources.greeter)", "print(context.run_id)")
    builds = ""
    for name in ("one", "two"):
        (modec.folder / f"{name}.py").write_text(unread)
        builds += f'[tool.modec.builds.{name}]\nsource = "{name}.py"\nmode = "test"\n'
    (modec.folder / "pyproject.toml").write_text(builds)
    said = modec.here("check").stderr
    assert said.count("MD352") == 2 and "one.py" in said and "two.py" in said
