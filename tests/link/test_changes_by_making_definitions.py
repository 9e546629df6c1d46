"""What making definitions changes beside them, and code that runs reads: a script cannot have it, and is refused."""

from pathlib import Path
from textwrap import dedent

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused


def refused(folder: Path, text: str) -> list[str]:
    """The codes that the only pipeline of a text is refused with; none where it is not."""
    entry = folder / "entry.py"
    entry.write_text("from modec import pipeline, solid\n" + dedent(text))
    try:
        build(analyse(entry))
    except Refused as refusal:
        return sorted({each.code for each in refusal.diagnostics})
    return []


IN_A_LOOP = """
    CREATED = []
    SOLIDS = []
    def make(name):
        CREATED.append(name)
        @solid(name=name)
        def inner(_):
            print({read})
        return inner
    for each in ("a", "b"):
        SOLIDS.append(make(each))
    @pipeline
    def program():
        for each in SOLIDS:
            each()
"""
BY_METHODS = """
    KNOWN = []
    class Step:
        def __init__(self, name):
            self.name = name
        def build(self):
            KNOWN.append(self.name)
            @solid(name=self.name)
            def inner(_):
                print({read})
            return inner
    steps = [Step(each) for each in ("a", "b")]
    solids = [each.build() for each in steps]
    @pipeline
    def program():
        for each in solids:
            each()
"""


@pytest.mark.parametrize(("text", "table"), [(IN_A_LOOP, "CREATED"), (BY_METHODS, "KNOWN")])
def test_a_table_that_is_read_is_refused(text: str, table: str, tmp_path: Path) -> None:
    assert "MD502" in refused(tmp_path, text.replace("{read}", table))


@pytest.mark.parametrize("text", [IN_A_LOOP, BY_METHODS])
def test_a_table_that_nothing_reads_stays_behind(text: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text.replace("{read}", "1")) == []
