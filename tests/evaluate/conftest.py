"""Evaluates small projects written in a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from modec.evaluate import Evaluation, evaluate
from modec.source import read_program

Evaluate = Callable[..., Evaluation]


@pytest.fixture
def evaluated(tmp_path: Path) -> Evaluate:
    """A function: the text of pipeline.py, texts of other files by path, `defines` -> `Evaluation`."""

    def run(
        text: str,
        files: dict[str, str] | None = None,
        defines: dict[str, str] | None = None,
        entry: str = "pipeline.py",
    ) -> Evaluation:
        for path, content in {entry: text, **(files or {})}.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(dedent(content), encoding="utf-8")
        return evaluate(read_program(tmp_path / entry), defines)

    return run
