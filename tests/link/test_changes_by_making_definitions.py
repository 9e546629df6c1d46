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
    assert {"MD502", "MD517"} & set(refused(tmp_path, text.replace("{read}", table)))


@pytest.mark.parametrize("text", [IN_A_LOOP, BY_METHODS])
def test_a_table_that_nothing_reads_stays_behind(text: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text.replace("{read}", "1")) == []


FUNCTIONS = {
    "map": "solids = list(map(make, NAMES))",
    "comprehension": "solids = [make(each) for each in NAMES]",
    "loop": "solids = []\n    for each in NAMES:\n        solids.append(make(each))",
}
ONLY_RUN = """
    from modec import PipelineDefinition, SolidDefinition
    import json
    NAMES = ("a", "b")
    HEADERS = {{"Accept": json.loads('"text"')}}
    TOKEN = json.loads('{{"of": 1}}')
    def get(name):
        HEADERS["name"] = name
        TOKEN.update(of=name)
        return dict(HEADERS, **TOKEN)
    def make(name):
        def inner():
            return get(name)
        return SolidDefinition(name, [], lambda context, inputs: print(inner()), [])
    {solids}
    last = SolidDefinition("last", [], lambda context, inputs: TOKEN.update(of=2), [])
    program = PipelineDefinition(name="program", solid_defs=[*solids, last])
"""


@pytest.mark.parametrize("solids", FUNCTIONS.values(), ids=FUNCTIONS)
def test_what_only_the_run_changes_is_not_changed_by_making(solids: str, tmp_path: Path) -> None:
    assert refused(tmp_path, ONLY_RUN.format(solids=solids)) == []


REFUSED = {"MD503", "MD517"}
LATER = """
    CREATED = []
    def all_of():
        for name in ("a", "b"):
            CREATED.append(name)
            yield make(name)
    def make(name):
        @solid(name=name)
        def inner(_):
            print(CREATED)
        return inner
    waiting = all_of()
    solids = {drawn}
    @pipeline
    def program():
        for each in solids:
            each()
"""


@pytest.mark.parametrize("drawn", ["list(waiting)", "[each for each in waiting]"])
def test_what_a_generator_changes_when_it_is_drawn_from(drawn: str, tmp_path: Path) -> None:
    assert REFUSED.intersection(refused(tmp_path, LATER.format(drawn=drawn)))


def test_what_a_mapped_function_changes_when_it_is_drawn_from(tmp_path: Path) -> None:
    text = IN_A_LOOP.replace("SOLIDS = []", "").replace("{read}", "CREATED")
    text = text.replace(
        '    for each in ("a", "b"):\n        SOLIDS.append(make(each))',
        '    waiting = map(make, ("a", "b"))\n    SOLIDS = list(waiting)',
    )
    assert REFUSED.intersection(refused(tmp_path, text))
