"""Bad input: one clear message, no traceback of modec's, nothing written."""

from pathlib import Path

import pytest
from calling import Caller


def refused(modec: Caller, *arguments: str, code: int = 1) -> str:
    before = modec.files()
    done = modec(*arguments)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "INTERNAL ERROR" not in done.stderr
    assert modec.files() == before
    return done.stderr


def test_an_unknown_mode(modec: Caller) -> None:
    said = refused(modec, "build", "--mode", "prd", "shop.py")
    assert "prd" in said and "prod" in said


def test_no_mode_where_there_are_several(modec: Caller) -> None:
    said = refused(modec, "build", "shop.py")
    assert "prod" in said and "test" in said


def test_an_unknown_pipeline(modec: Caller) -> None:
    said = refused(modec, "build", "--pipeline", "shopp", "--mode", "test", "shop.py")
    assert "'shopp'" in said and "did you mean 'shop'" in said


def test_several_pipelines_and_none_named(modec: Caller) -> None:
    source = modec.folder / "shop.py"
    source.write_text(source.read_text() + "\n\n@pipeline\ndef other():\n    pass\n")
    said = refused(modec, "build", "shop.py")
    assert "shop, other" in said


def test_no_pipeline(modec: Caller) -> None:
    (modec.folder / "empty.py").write_text("x = 1\n")
    for command in ("build", "check", "list"):
        assert "no pipeline" in refused(modec, command, "empty.py")


def test_a_syntax_error_is_theirs(modec: Caller) -> None:
    (modec.folder / "bad.py").write_text("def f(:\n    pass\n")
    said = refused(modec, "build", "bad.py")
    assert "bad.py:1:7" in said and "def f(:" in said and "^" in said


def test_a_syntax_error_in_an_imported_module(modec: Caller) -> None:
    (modec.folder / "helper.py").write_text("x = = 1\n")
    source = modec.folder / "shop.py"
    source.write_text("import helper\n" + source.read_text())
    assert "helper.py:1" in refused(modec, "build", "-m", "test", "shop.py")


@pytest.mark.parametrize("source", ["gone.py", "gone/", "gone.module"])
def test_a_file_that_is_not_there(modec: Caller, source: str) -> None:
    assert "gone" in refused(modec, "build", source)


def test_a_circular_import(modec: Caller) -> None:
    (modec.folder / "a.py").write_text("from b import y\nx = 1\n")
    (modec.folder / "b.py").write_text("from a import x\ny = 1\n")
    source = modec.folder / "shop.py"
    source.write_text("import a\n" + source.read_text())
    assert "circular import" in refused(modec, "build", "-m", "test", "shop.py")


@pytest.mark.parametrize(
    ("name", "text"),
    [("c.yaml", "a: [1\n"), ("c.json", "{"), ("c.yaml", "- 1\n"), ("c.yaml", b"\xff\xfe\x00")],
)
def test_an_unreadable_config(modec: Caller, name: str, text: "str | bytes") -> None:
    path = modec.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert name in refused(modec, "build", "-m", "test", "-c", name, "shop.py")
    assert "gone.yaml" in refused(modec, "build", "-m", "test", "-c", "gone.yaml", "shop.py")


def test_config_that_does_not_fit(modec: Caller) -> None:
    said = refused(
        modec, "build", "-m", "prod", "--set", "resources.greeter.config.greeting=1", "shop.py"
    )
    assert "root:resources:greeter:config:greeting" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("build", "--nope", "shop.py"),
        ("build", "--define", "novalue", "shop.py"),
        ("build", "--set", "novalue", "-m", "test", "shop.py"),
        ("build", "--all-modes", "-m", "test", "shop.py"),
        ("build", "--preset", "p", "-m", "test", "shop.py"),
        ("frobnicate",),
    ],
)
def test_wrong_usage(modec: Caller, arguments: "tuple[str, ...]") -> None:
    assert "Usage: modec" in refused(modec, *arguments, code=2)


def test_the_output_cannot_be_written(modec: Caller, tmp_path: Path) -> None:
    (modec.folder / "dist").write_text("a file in the way")
    assert "MD601" in refused(modec, "build", "-m", "test", "shop.py")


FROM_YAML = """\
from os.path import dirname, join

import yaml
from dagster import ModeDefinition, PipelineDefinition, solid

with open(join(dirname(__file__), "jobs.yaml")) as file:
    JOBS = yaml.safe_load(file)


@solid
def work(_):
    return 1


nightly = PipelineDefinition(
    name=JOBS["name"], solid_defs=[work], mode_defs=[ModeDefinition()]
)
"""


@pytest.mark.parametrize("jobs", [None, "name: [1\n", b"\xff\xfe", "other: 1\n", "- 1\n"])
def test_a_pipeline_that_a_yaml_file_fills(modec: Caller, jobs: "str | bytes | None") -> None:
    (modec.folder / "jobs.py").write_text(FROM_YAML)
    path = modec.folder / "jobs.yaml"
    path.write_text("name: nightly\n")
    assert modec.here("build", "-o", "-", "jobs.py").returncode == 0
    path.unlink()
    if jobs is not None:
        path.write_bytes(jobs if isinstance(jobs, bytes) else jobs.encode())
    done = modec.here("build", "jobs.py")
    assert done.returncode == 1
    assert done.stderr.count("error[") == 1
    assert "--> jobs.py:" in done.stderr
