"""Dicts of `collections` that a factory makes are written down as what they are."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from modec.evaluate import evaluate
from modec.source import read_program
from modec.unroll.values import value_code


@pytest.mark.parametrize(
    ("made", "parts"),
    [
        ("defaultdict(list, a=[1])", "(list, {'a': [1]})"),
        ("defaultdict(int)", "(int)"),
        ("defaultdict(None)", "(None)"),
        ("OrderedDict([('b', 1), ('a', 2)])", "({'b': 1, 'a': 2})"),
        ("Counter('aab')", "({'a': 2, 'b': 1})"),
    ],
)
def test_they_keep_their_kind(made: str, parts: str, tmp_path: Path) -> None:
    text = f"""
    from collections import Counter, OrderedDict, defaultdict
    def make():
        return {made}
    MADE = make()
    """
    (tmp_path / "pipeline.py").write_text(dedent(text), encoding="utf-8")
    value = evaluate(read_program(tmp_path / "pipeline.py")).entry.variables["MADE"]
    written = value_code(value).parts
    assert "".join(part for part in written if isinstance(part, str)) == parts
