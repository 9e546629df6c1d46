"""Config on a script's command line: files, settings, the order in which they win, and what is refused."""

from __future__ import annotations

import argparse
import builtins
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from modec.runtime.config_errors import DagsterInvalidConfigError
from modec.runtime.config_files import ConfigFileError, read_config_file
from modec.runtime.config_scalars import IntConfig, StringConfig
from modec.runtime.config_shapes import Permissive, Shape
from modec.runtime.config_types import Field
from modec.runtime.run_config import RunConfig, merge, read_setting


def load(config: RunConfig, *arguments: str) -> Any:
    parser = argparse.ArgumentParser()
    config.add_options(parser)
    return config.load(parser.parse_args(arguments), "cereals")


def test_nothing_given_is_the_default() -> None:
    assert load(RunConfig(Permissive(), {"a": {"b": 1}})) == {"a": {"b": 1}}
    assert load(RunConfig(Permissive())) == {}


def test_later_wins_and_settings_come_last(tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_text(json.dumps({"a": {"x": 1, "y": [1, 2]}, "b": 1}))
    second.write_text(json.dumps({"a": {"y": [3]}, "c": 1}))
    config = RunConfig(Permissive(), {"a": {"x": 0, "z": 0}, "d": 0})
    given = load(
        config, "--set", "c=2", "--config", str(first), "-c", str(second), "--set", "a.z=9"
    )
    assert given == {"a": {"x": 1, "y": [3], "z": 9}, "b": 1, "c": 2, "d": 0}
    assert config.default == {"a": {"x": 0, "z": 0}, "d": 0}


@pytest.mark.parametrize(
    ("base", "over", "merged"),
    [
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ({"a": {"b": 1}}, {"a": 5}, {"a": 5}),
        ({"a": 5}, {"a": {"b": 1}}, {"a": {"b": 1}}),
        ({"a": {"b": 1}}, {"a": None}, {"a": None}),
        ({"a": [{"b": 1}]}, {"a": [{"c": 1}]}, {"a": [{"c": 1}]}),
    ],
)
def test_merge(base: Mapping[str, Any], over: Mapping[str, Any], merged: Mapping[str, Any]) -> None:
    assert merge(base, over) == merged


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("a=3", {"a": 3}),
        ("a.b.c=x y", {"a": {"b": {"c": "x y"}}}),
        ('a.b=["x", 1]', {"a": {"b": ["x", 1]}}),
        ("a=k=v", {"a": "k=v"}),
        ('a="3"', {"a": "3"}),
        ("a=", {"a": ""}),
        ("a=null", {"a": None}),
        ("a=true", {"a": True}),
    ],
)
def test_setting(setting: str, value: Any) -> None:
    assert read_setting(setting) == value


@pytest.mark.parametrize("setting", ["a", "=1", "a..b=1", ".a=1", ""])
def test_a_setting_without_path_or_value_is_refused(setting: str) -> None:
    with pytest.raises(ConfigFileError, match="PATH=VALUE"):
        read_setting(setting)


def test_bad_config_names_the_pipeline() -> None:
    config = RunConfig(Shape({"n": Field(IntConfig), "s": Field(StringConfig, default_value="x")}))
    assert load(config, "--set", "n=1") == {"n": 1, "s": "x"}
    with pytest.raises(DagsterInvalidConfigError) as raised:
        load(config, "--set", "s=1")
    assert str(raised.value).splitlines() == [
        "Error in config for pipeline cereals",
        '    Error 1: Missing required config entry "n" at the root. Sample config for missing entry: '
        "{'n': 0}",
        '    Error 2: Invalid scalar at path root:s. Value "1" of type "<class \'int\'>" is not valid for '
        'expected type "String".',
    ]


def test_help_says_what_config_looks_like() -> None:
    parser = argparse.ArgumentParser(prog="cereals.py")
    RunConfig(Shape({"100%": Field(IntConfig, default_value=1)})).add_options(parser)
    assert "What config looks like: { 100%?: Int }" in parser.format_help()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("a.json", '\ufeff{"a": 1}', {"a": 1}),
        ("a.JSON", "{}", {}),
        ("a.yaml", "a: {b: [1, x]}", {"a": {"b": [1, "x"]}}),
        ("a.yml", "", {}),
        ("a.toml", "[a]\nb = 1", {"a": {"b": 1}}),
    ],
)
def test_files(tmp_path: Path, name: str, text: str, value: Any) -> None:
    if name.endswith(".toml") and sys.version_info < (3, 11):
        pytest.skip("no tomllib")
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_config_file(str(tmp_path / name)) == value


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.json", "{", "Expecting property name"),
        ("a.json", "", "Expecting value"),
        ("a.json", "[1]", "it holds a list, not a mapping"),
        ("a.json", b"\xff\xfe", "it is not UTF-8 text"),
        ("a.yaml", "a: [", "while parsing"),
        ("a.yaml", "x", "it holds a str, not a mapping"),
        ("a.toml", "a =", "TOML|Invalid value"),
    ],
)
def test_unusable_files_are_refused(tmp_path: Path, name: str, text: Any, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigFileError, match=reason) as raised:
        read_config_file(str(path))
    assert str(path) in str(raised.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigFileError, match="No such file"):
        read_config_file(str(tmp_path / "none.json"))


@pytest.mark.parametrize(("module", "name"), [("yaml", "a.yaml"), ("tomllib", "a.toml")])
def test_without_a_reader_the_reason_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str
) -> None:
    (tmp_path / name).write_text("")
    real = builtins.__import__

    def without(wanted: str, *arguments: Any, **others: Any) -> Any:
        if wanted == module:
            raise ImportError(wanted)
        return real(wanted, *arguments, **others)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigFileError, match="JSON always works"):
        read_config_file(str(tmp_path / name))
