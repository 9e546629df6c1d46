"""The source map: each line of the author's code in a script leads to the line that it is from."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import black
import pytest

from modec.compiler import analyse, build
from modec.emit.source_map import map_statement, runs
from modec.runtime.source_lines import SourceLines

Places = dict[int, tuple[str, int]]


def script_of(folder: Path, text: str, **files: str) -> str:
    """The script of a program; in its text, `LINE` is the number of the line that it is on."""
    for name, content in {"program": text, **files}.items():
        path = folder / f"{name}.py"
        path.write_text(numbered(content))
    return build(analyse(folder / "program.py")).text


def numbered(text: str) -> str:
    lines = enumerate(text.split("\n"), start=1)
    return "\n".join(line.replace("LINE", str(number)) for number, line in lines)


def places_of(script: str) -> Places:
    """The map of a script, as its runtime reads it."""
    for node in ast.parse(script).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "SOURCE_LINES":
            return SourceLines(ast.literal_eval(node.value)).places()
    return {}


def marks(script: str) -> Iterator[tuple[int, int]]:
    """The line of each `at(LINE)` in the script, and the author's line that it names. The first on a line counts."""
    found: dict[int, int] = {}
    for node in ast.walk(ast.parse(script)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "at":
            mark = node.args[0]
            assert isinstance(mark, ast.Constant)
            assert isinstance(mark.value, int)
            found[node.lineno] = min(mark.value, found.get(node.lineno, mark.value))
    yield from found.items()


def check(script: str, least: int, file: str = "program.py") -> None:
    """Every mark of a script is where the map says that it is."""
    places, found = places_of(script), list(marks(script))
    assert len(found) >= least
    assert {line: places[line] for line, _ in found} == {
        line: (file, origin) for line, origin in found
    }


HEAD = """\
from dagster import InputDefinition, ModeDefinition, Output, OutputDefinition, pipeline, resource, solid

def at(number):
    return number
"""

BODY = '''
@resource(config_schema={"n": int})
def db(init_context):
    n = init_context.resource_config["n"]
    yield at(LINE)
    at(LINE)

lazy = resource(config_schema=int)

@solid(required_resource_keys={"db"}, config_schema={"x": int})
def work(
    context,

    ):
    """It works.

    For long.
    """
    db = context.resources.db
    config = context.solid_config

    at(LINE); at(LINE)


    log = context.log
    total = at(LINE) + at(LINE) + \\
        at(LINE)
    very_long_name_of_a_variable = at(LINE), "a text that is long enough", "for Black to break the line in", [at(LINE)]
    short = [at(LINE),
        at(LINE)
    ]
    short = [at(LINE),
        at(LINE),]
    def inner(db):
        config = 1
        db = context.resources.db
        return at(LINE)
    try:
        db = context.resources.db
    except ValueError:
        at(LINE)
    else:
        at(LINE)
    finally:
        at(LINE)
    if db: at(LINE)
    elif at(LINE):
        at(LINE)
    else:
        at(LINE)
    for each in [at(LINE)]:
        # a comment


        at(LINE)
    else: at(LINE)
    while at(LINE):
        break
    with open(at(LINE)) as one, \\
        open(at(LINE)):
        at(LINE)
    text = """
        many lines
    """ + str(at(LINE))
    chain = (at(LINE)
        .real
        .conjugate(at(LINE))
        .bit_length())
    class Local:
        @staticmethod
        def method(): return at(LINE)
        x = {at(LINE): at(LINE),
             **{at(LINE): 1}}
    lambda: at(LINE)
    return [at(LINE)
        for _ in at(LINE) if
        at(LINE)
    ]

'''

TAIL = """
@pipeline(mode_defs=[ModeDefinition("m", resource_defs={"db": db})])
def p():
    work()
"""


def test_every_kind_of_statement(tmp_path: Path) -> None:
    check(script_of(tmp_path, HEAD + BODY + TAIL), 30)


def test_what_is_moved_by_the_lines_above(tmp_path: Path) -> None:
    above = "\n\n# a comment\n\nimport os\n\nunused = 1\n"
    before, after = HEAD + BODY + TAIL, above + HEAD + BODY + TAIL
    one, other = (script_of(tmp_path, text).split("\n") for text in (before, after))
    changed = [line for line in other if line not in one]
    assert sum(line.startswith("SOURCE_LINES = ") for line in changed) == 1
    assert all(
        line.startswith(("SOURCE_LINES", "# modec: ", "# from "))
        for line in changed
        if "at(" not in line
    )


def test_products_of_factories(tmp_path: Path) -> None:
    text = '''
def make(name, table):
    def where():
        return at(LINE)

    @solid(name=name)
    def product(_):
        """A docstring."""
        at(LINE)
        return table, name, where(), at(LINE)

    return product

one, two = make("one", "a"), make("two", "b")
hold = resource(lambda context:
    at(LINE))

@pipeline(mode_defs=[ModeDefinition(resource_defs={"h": hold})])
def p():
    one(); two()
'''
    check(script_of(tmp_path, HEAD + text), 5)


def test_imports_in_functions_and_several_files(tmp_path: Path) -> None:
    text = """
from helper import help_me

@solid
def work(_):
    from helper import at, other as renamed
    import helper, json
    at(LINE)
    if True:
        from helper import at
    try:
        from dagster import Output
        from helper import at
    except ImportError:
        at(LINE)
    help_me(helper.other)
    return renamed(at(LINE))

@pipeline
def p():
    work()
"""
    helper = "\n\ndef at(number):\n    return number\n\n\ndef other(x):\n    return x\n\n\ndef help_me(x):\n    x(1)\n    return x(\n      2)\n"
    script = script_of(tmp_path, HEAD.partition("def at")[0] + text, helper=helper)
    check(script, 3)
    lines = script.split("\n")
    in_helper = {
        lines[line - 1].strip(): origin
        for line, (file, origin) in places_of(script).items()
        if file == "helper.py"
    }
    assert in_helper["x(1)"] == 12
    assert in_helper["return x(2)"] == 13


def test_classes_without_some_of_their_members(tmp_path: Path) -> None:
    text = """
class Work:
    @solid
    def gone(_):
        at(LINE)

    @staticmethod
    def stays():
        at(LINE)

    size = 1

@solid
def work(_):
    Work.stays()

@pipeline
def p():
    work()
"""
    check(script_of(tmp_path, HEAD + text), 1)


def test_other_code_has_no_place(tmp_path: Path) -> None:
    script = script_of(tmp_path, HEAD + BODY + TAIL)
    places = places_of(script)
    for node in ast.parse(script).body:
        if getattr(node, "name", "") in {"run", "main", "Run", "SourceLines"}:
            assert not places.keys() & range(node.lineno, (node.end_lineno or 0) + 1)
        if getattr(node, "name", "") in {"work", "db", "at"}:
            assert places.keys() >= set(range(node.lineno, (node.end_lineno or 0) + 1))


@pytest.mark.parametrize(
    ("lines", "last", "text"),
    [
        ({}, 0, ""),
        ({5: 9}, 5, "5:9"),
        ({5: 9, 6: 10, 8: 12}, 8, "5-8:9-12"),
        ({5: 9, 6: 9, 7: 9}, 8, "5-8:9"),
        ({5: 9, 6: 10, 7: 10, 8: 10, 9: 13}, 9, "5-6:9-10 7-8:10 9:13"),
        ({5: 9, 7: 30, 9: 32}, 12, "5-6:9 7-12:30-35"),
    ],
)
def test_the_short_form(lines: dict[int, int], last: int, text: str) -> None:
    found = list(runs(lines, last))
    assert " ".join(run.shown() for run in found) == text
    further = {line + 10: origin + 20 for line, origin in lines.items()}
    moved = " ".join(run.shown() for run in runs(further, last + 10))
    assert " ".join(run.shown(10, 20) for run in found) == moved
    places = SourceLines(f'{{"f":"{text}"}}').places()
    assert {line: places[line] for line in lines} == {line: ("f", lines[line]) for line in lines}


def test_names_of_files_of_every_kind(tmp_path: Path) -> None:
    folder = tmp_path / 'it\'s a "dépôt"' / "solids"
    folder.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    script = script_of(folder, HEAD + BODY + TAIL)
    assert sum(line.startswith("SOURCE_LINES = '{") for line in script.split("\n")) == 1
    check(script, 30, 'it\'s a "dépôt"/solids/program.py')
    path = tmp_path / "script.py"
    path.write_text(script)
    assert subprocess.run([sys.executable, "-m", "black", "--check", "-q", path]).returncode == 0


def test_without_it_nothing_of_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(numbered(HEAD + BODY + TAIL))
    analysis = analyse(tmp_path / "program.py")
    without = build(analysis, source_map=False).text
    assert "source_lines is not None" in without
    assert "SourceLines(" not in without
    assert "SOURCE_LINES" not in without
    (tmp_path / "pyproject.toml").write_text("[tool.modec]\nsource-map = false\n")
    assert build(analysis).text == without
    assert "SOURCE_LINES" in build(analysis, source_map=True).text


@pytest.mark.parametrize("letter", ["a", "\u00e9", "\u8868"])
@pytest.mark.parametrize("length", [0, *range(30, 44), *range(60, 84)])
def test_the_map_is_laid_out_as_black_does(letter: str, length: int) -> None:
    statement = map_statement("SOURCE_LINES", f'{{"{letter * length}.py":"1-2:3"}}')
    assert black.format_str(statement, mode=black.Mode()) == f"{statement}\n"


def test_a_map_of_nothing_is_laid_out_as_black_does() -> None:
    assert map_statement("SOURCE_LINES", "{}") == 'SOURCE_LINES = "{}"'
