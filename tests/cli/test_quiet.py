"""What Python remarks on the author's code is not printed by a build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TEXT = r"""
import re
from modec import pipeline, solid

@solid
def only(_):
    return 1 is 1, re.compile("\d"), ("a" "b")

@pipeline
def program():
    only()
"""


def test_nothing_is_said_of_the_authors_code(tmp_path: Path) -> None:
    (tmp_path / "entry.py").write_text(TEXT)
    for command in (["build", "-o", "out.py"], ["check"]):
        told = subprocess.run(
            [sys.executable, "-W", "always", "-m", "modec", *command, "entry.py"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert told.returncode == 0
        assert "Warning" not in told.stderr
