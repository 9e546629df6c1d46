"""Names reached by strings that the build cannot follow, and attributes that a module makes up: refused."""

from pathlib import Path

import pytest
from programs import refused


@pytest.mark.parametrize(
    ("code", "body", "helper"),
    [
        (
            "MD504",
            "helper.use(helper)",
            "def use(m): return m.x\ndef __getattr__(name): return name",
        ),
        ("MD506", "helper.pick('alpha')", "def alpha(): pass\ndef pick(n): return globals()[n]"),
        ("MD506", "eval('helper')", ""),
        ("MD506", "exec('helper')", ""),
        ("MD506", "__import__(''.join(['hel', 'per']))", ""),
        ("MD507", "helper.made_up", "def __getattr__(name): return name"),
    ],
)
def test_they_are_refused(code: str, body: str, helper: str, tmp_path: Path) -> None:
    program = f"import helper\n\ndef main():\n    {body}\n# == helper.py\n{helper}\n"
    assert refused(tmp_path, program) == [code]
