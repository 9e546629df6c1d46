"""The documents mention every command."""

from pathlib import Path

import pytest

from modec.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("document", ["README.md", "docs/commands.md"])
def test_each_command_is_mentioned(document: str, command: str) -> None:
    rows = [line for line in (ROOT / document).read_text().splitlines() if line.startswith("|")]
    assert any(f"`modec {command} " in row for row in rows)
