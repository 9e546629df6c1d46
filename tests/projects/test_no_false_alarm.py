"""`modec check` finds nothing in the projects but what they mean to do, listed by place."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from modec.cli import main
from tests.differential.cases import Case

from .projects import projects

CASES = projects()

INTENDED = {
    "retail_warehouse": {"MD215 modes.py:39", "MD215 stock.py:20", "MD403 prod.yaml:8"},
}


def found(case: Case) -> set[str]:
    """The findings of `modec check`: codes with places."""
    arguments = ["check", "--output-format", "json", "--root", str(case.root), str(case.source)]
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), case.name
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {f"{row['code']} {str(row['path']).rpartition('/')[2]}:{row['line']}" for row in rows}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_intended_findings(case: Case) -> None:
    assert found(case) == INTENDED.get(case.name, set())


def test_no_place_is_left_of_a_case_that_is_gone() -> None:
    assert set(INTENDED) <= {case.name for case in CASES}
