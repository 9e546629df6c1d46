"""Secrets that would stand in the script (MD403), and truth values from the environment (MD405)."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import check

PROGRAM = """
@resource(config_schema={"%s": %s, "host": Field(str, default_value="h")})
def store(init):
    return init.resource_config["%s"], init.resource_config["host"]


@solid(required_resource_keys={"store"})
def work(context):
    return context.resources.store


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"store": store%s})])
def working():
    work()
"""


def configured(key: str, value: str) -> str:
    return PROGRAM % (key, "Any", key, f'.configured({{"{key}": {value}}})')


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("password", '"hunter2"'),
        ("db_password", '"hunter2"'),
        ("dbPassword", '"hunter2"'),
        ("api_key", '"abc"'),
        ("apikey", '"abc"'),
        ("token", '"abc"'),
        ("AWS_SECRET_ACCESS_KEY", '"abc"'),
        ("url", '"postgres://me:hunter2@host/db"'),
    ],
)
def test_secrets(tmp_path: Path, key: str, value: str) -> None:
    assert check(tmp_path, configured(key, value)) == [f"MD403 {value}"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("password", '{"env": "PASSWORD"}'),
        ("password", '""'),
        ("password", "None"),
        ("password", '"****"'),
        ("token_path", '"/run/token"'),
        ("token_url", '"https://host/token"'),
        ("password_field", '"pw"'),
        ("key", '"name"'),
        ("primary_key", '"id"'),
        ("credentials", '"/run/secrets/gcp.json"'),
        ("max_tokens", '"100"'),
        ("url", '"https://host:8080/path@2"'),
        ("url", '"postgres://{user}:{password}@host/db"'),
    ],
)
def test_what_is_no_secret(tmp_path: Path, key: str, value: str) -> None:
    assert check(tmp_path, configured(key, value)) == []


def test_defaults(tmp_path: Path) -> None:
    text = PROGRAM % ("password", 'Field(str, default_value="hunter2")', "password", "")
    assert check(tmp_path, text) == ['MD403 "hunter2"']
    text = PROGRAM % ("on", 'Field(BoolSource, {"env": "ON"})', "on", "")
    assert check(tmp_path, text) == ['MD405 {"env": "ON"}']
    text = PROGRAM % ("on", 'Field(BoolSource, default_value={"env": "ON"})', "on", "")
    assert check(tmp_path, text) == ['MD405 {"env": "ON"}']


def test_truth_values(tmp_path: Path) -> None:
    text = PROGRAM % ("on", "BoolSource", "on", '.configured({"on": {"env": "ON"}})')
    assert check(tmp_path, text) == ['MD405 {"env": "ON"}']
    assert check(tmp_path, text.replace('{"env": "ON"}', "True")) == []
    text = PROGRAM % ("on", "[BoolSource]", "on", '.configured({"on": [True, {"env": "ON"}]})')
    assert check(tmp_path, text) == ['MD405 {"env": "ON"}']
