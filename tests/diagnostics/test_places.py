"""Findings about config point at the value or key that they mean, wherever it was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from modec.cli import main

PIPELINE = """\
from dagster import (
    Any, Field, ModeDefinition, PresetDefinition, StringSource, file_relative_path, pipeline, resource, solid,
)

{before}

@solid(config_schema={{"limit": int, "names": Field(list, is_required=False), "any": Field(Any, is_required=False)}})
def work(context):
    print(context.solid_config["limit"], context.solid_config["names"], context.solid_config["any"])


@pipeline(mode_defs=[ModeDefinition("prod")], preset_defs=[{presets}])
def working():
    work()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def marked(*arguments: str) -> list[tuple[str, str]]:
    """The code of each finding, with the text that it points at."""
    done = CliRunner().invoke(main, [*arguments, "--output-format", "json", "pipeline.py"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    found = []
    for line in done.stdout.splitlines():
        place = json.loads(line)
        row = Path(place["path"]).read_text(encoding="utf-8").split("\n")[place["line"] - 1]
        end = place["end_column"] if place["end_line"] == place["line"] else None
        found.append((place["code"], row[place["column"] - 1 : end and end - 1]))
    return found


def write(folder: Path, presets: str = "", before: str = "") -> None:
    text = PIPELINE.format(presets=presets, before=before)
    (folder / "pipeline.py").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "solids:\n  work:\n    config:\n      limit: é\n"),
        ("a.yaml", "solids: {work: {config: {limit: 'é'}}}\n"),
        ("a.yaml", "loggers: &a\n  limit: é\nsolids:\n  work:\n    config: *a\n"),
        ("a.yml", "solids:\n  work:\n    config:\n      names: [a, 'b']\n      limit: [é]\n"),
        ("a.json", '{"solids": {"work":\n\t{"config": {"limit": "é"}}}}'),
        ("a.toml", '[solids.work.config]\nnames = ["a"]\nlimit = "é"\n'),
        ("a.toml", 'solids.work.config.limit = "é"  \n'),
        ("a.toml", '[solids.work]\nconfig.any = """\nlimit = 1\n"""\nconfig."limit" = "é"\n'),
    ],
)
def test_a_value_in_a_file(folder: Path, name: str, text: str) -> None:
    write(folder)
    (folder / name).write_text(text, encoding="utf-8")
    found = marked("build", "-c", name)
    assert [(code, shown.strip("'\"[]")) for code, shown in found if code == "MD401"][-1:] == [
        ("MD401", "é")
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "solids:\n  work:\n    config:\n      limit: 1\n      limti: 2\n"),
        ("a.json", '{"solids": {"work": {"config": {"limit": 1, "limti": 2}}}}'),
        ("a.toml", "[solids.work.config]\nlimit = 1\nlimti = 2\n"),
    ],
)
def test_a_key_that_is_none(folder: Path, name: str, text: str) -> None:
    write(folder)
    (folder / name).write_text(text, encoding="utf-8")
    assert marked("build", "-c", name) == [("MD401", '"limti"' if ".json" in name else "limti")]


def test_the_last_of_several_files(folder: Path) -> None:
    write(folder)
    (folder / "a.yaml").write_text("solids: {work: {config: {limit: one}}}\n")
    (folder / "b.yaml").write_text("solids: {work: {config: {limit: two}}}\n")
    (folder / "c.yaml").write_text("solids: {}\n")
    found = marked("build", "-c", "a.yaml", "-c", "b.yaml", "-c", "c.yaml")
    assert found == [("MD401", "two")]


@pytest.mark.parametrize(
    ("preset", "before"),
    [
        ('PresetDefinition("p", mode="prod", run_config={"solids": {"work": {"config": {"limit": "é"}}}})', ""),
        ('PresetDefinition("p", {"solids": {"work": {"config": {"limit": "é"}}}}, mode="prod")', ""),
        ('PresetDefinition("p", RUN, mode="prod")', 'RUN = {"solids": {"work": {"config": {"limit": "é"}}}}'),
        (
            'PresetDefinition("p", {"solids": {"work": {"config": {**BASE, "any": 1}}}}, mode="prod")',
            'BASE = dict(limit="é")',
        ),
        ('PresetDefinition.from_yaml_strings("p", [TEXT], mode="prod")', 'TEXT = """\nsolids:\n  work: {config: {limit: "é"}}\n"""'),
        ("PresetDefinition.from_yaml_strings('p', ['solids: {work: {config: {limit: \"é\"}}}'], mode='prod')", ""),
        ('PresetDefinition.from_files("p", [file_relative_path(__file__, "a.yaml")], mode="prod")', ""),
    ],
)  # fmt: skip
def test_a_value_in_a_preset(folder: Path, preset: str, before: str) -> None:
    write(folder, preset, before)
    (folder / "a.yaml").write_text('solids:\n  work: {config: {limit: "é"}}\n', encoding="utf-8")
    assert marked("check") == [("MD401", '"é"')]


@pytest.mark.parametrize(
    "preset",
    [
        'PresetDefinition.from_yaml_strings("p", ["solids: " + REST], mode="prod")',
        'PresetDefinition("p", made(), mode="prod")',
    ],
)
def test_where_no_value_stands_the_whole_is_meant(folder: Path, preset: str) -> None:
    before = (
        'REST = "{work: {config: {limit: no number}}}"\n\n\n'
        'def made():\n    return {"solids": {"work": {"config": {"limit": "a"}}}}\n'
    )
    write(folder, preset, before)
    ((code, shown),) = marked("check")
    assert code == "MD401" and shown in preset


def test_presets_that_only_the_run_knows_are_left_alone(folder: Path) -> None:
    write(folder, 'PresetDefinition("p", load(), mode="prod")', "from elsewhere import load")
    assert marked("check") == []


def test_yaml_that_versions_read_differently(folder: Path) -> None:
    text = "solids:\n  work:\n    config:\n      limit: 010\n      any: {ä: no, b: 12:30, c: 1_000, d: 'no', e: 01:30, f: 1e3}\n"
    write(
        folder,
        'PresetDefinition.from_files("p", ["a.yaml"], mode="prod"), '
        'PresetDefinition.from_yaml_strings("q", ["""solids: {work: {config: {limit: 017}}}"""], mode="prod")',
    )
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    found = [shown for code, shown in marked("check") if code == "MD404"]
    assert found == ["010", "no", "12:30", "1_000", "1e3", "017"]
    found = [shown for code, shown in marked("build", "-c", "a.yaml") if code == "MD404"]
    assert found == ["010", "no", "12:30", "1_000", "1e3"]


def test_paths_of_the_machine_are_not_shown(folder: Path) -> None:
    write(folder, 'PresetDefinition.from_files("p", ["gone.yaml"], mode="prod")')
    done = CliRunner().invoke(main, ["check", "pipeline.py"])
    assert "MD214" in done.stderr and '"gone.yaml"' in done.stderr
    assert folder.as_posix() not in done.stderr
