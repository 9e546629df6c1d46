"""A docstring that is put on a definition changes nothing; other attributes are not followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from modec.compiler import analyse

PROGRAM = """
from dagster import ResourceDefinition, pipeline, solid

store = ResourceDefinition.hardcoded_resource(1)
store.ATTRIBUTE = "what it is for"


@solid
def work(_):
    return 1


@pipeline
def working():
    work()
"""


@pytest.mark.parametrize(("attribute", "codes"), [("__doc__", []), ("description", ["MD105"])])
def test_attributes_of_definitions(tmp_path: Path, attribute: str, codes: list[str]) -> None:
    (tmp_path / "p.py").write_text(PROGRAM.replace("ATTRIBUTE", attribute))
    evaluation = analyse(tmp_path / "p.py").evaluation
    found = [each.code for failure in evaluation.failures for each in failure.diagnostics]
    assert found == codes and "working" in evaluation.pipelines
