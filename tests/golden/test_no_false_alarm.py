"""The golden programs are as they should be: `modec check` finds nothing in them but what they mean to do."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from modec.cli import main

GOLDEN = Path(__file__).parents[2] / "golden"

INTENDED = {
    # what nothing needs is not made
    "required_keys": {"MD215"},
    "resource_order": {"MD215"},
    # resources for the sake of their setup and teardown
    "setup_fails": {"MD352"},
    "teardown_fails": {"MD352"},
}

CASES = sorted(
    path.parent.name for path in GOLDEN.glob("*/pipeline.py") if path.parent.name != "refusals"
)


@pytest.mark.parametrize("case", CASES)
def test_only_intended_findings(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN / case)
    done = CliRunner().invoke(main, ["check", "--output-format", "json", "pipeline.py"])
    assert done.exit_code == 0
    codes = {json.loads(line)["code"] for line in done.stdout.splitlines()}
    assert codes == INTENDED.get(case, set())
