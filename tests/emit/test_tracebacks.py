"""What the log of a script shows of an error: the author's files and lines, and none of the support code's frames."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from modec.compiler import analyse, build

sys.path.insert(0, str(Path(__file__).parent.parent / "golden"))

from pythons import MINORS, interpreter

PROGRAM = """\
from dagster import DagsterType, InputDefinition, ModeDefinition, pipeline, resource, solid
from helper import divide


@resource
def shaky(_):
    yield 1
    raise OSError("cannot close")


@solid(required_resource_keys={"shaky"})
def begin(context):
    context.log.info("begins")
    return 4


@solid
def fails(_, n):
    # a comment


    try:
        return divide(n,
            0)
    except ZeroDivisionError as error:
        raise ValueError("no number") from error


@solid
def reads(_, n): import json; return json.loads("{")


@solid(input_defs=[InputDefinition("n", str)])
def typed(_, n):
    return n


@solid
def tells(context, n):
    try:
        {}["k"]
    except KeyError:
        context.log.exception("told")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"shaky": shaky})])
def p():
    n = begin()
    fails(n)
    reads(n)
    typed(n)
    tells(n)
"""
HELPER = """

def divide(a, b):
    return a / b
"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the script `p.py`, and `without.py`, which has no source map."""
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "program.py").write_text(PROGRAM)
    (folder / "helper.py").write_text(HELPER)
    analysis = analyse(folder / "program.py")
    (folder / "p.py").write_text(build(analysis).text)
    (folder / "without.py").write_text(build(analysis, source_map=False).text)
    return folder


def stderr(folder: Path, *arguments: str, python: str = sys.executable) -> str:
    done = subprocess.run(
        [python, "-I", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    return done.stderr


def frames(text: str) -> list[str]:
    """The places that a traceback names, and its last line."""
    lines = text.splitlines()
    return [line.strip() for line in lines if line.startswith("  File ")] + lines[-1:]


def errors(log: str) -> dict[str, str]:
    """What the JSON log says of errors, by who speaks."""
    lines = [json.loads(line) for line in log.splitlines()]
    return {line["source"]: line["error"] for line in lines if "error" in line}


def number_of(text: str, file: Path) -> int:
    """The number of the line of a file that has a text."""
    lines = file.read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def frame(folder: Path, text: str, function: str, file: str = "program.py") -> str:
    """What a traceback says of the line that has a text."""
    theirs, ours = number_of(text, folder / file), number_of(text, folder / "p.py")
    return f'File "{file}", line {theirs}, in {function} (p.py:{ours})'


@pytest.mark.parametrize("minor", MINORS)
def test_frames_of_every_kind(scripts: Path, minor: int) -> None:
    python = interpreter(minor)
    if python is None:
        pytest.skip(f"no Python 3.{minor} here")
    found = errors(stderr(scripts, "p.py", "--log-format", "json", python=python))
    assert frames(found["fails"]) == [
        frame(scripts, "return divide(", "fails"),
        frame(scripts, "return a / b", "divide", "helper.py"),
        frame(scripts, "raise ValueError", "fails"),
        "ValueError: no number",
    ]
    assert "direct cause" in found["fails"]
    assert "    return divide(n, 0)\n" in found["fails"]
    first, *library, last = frames(found["reads"])
    assert first == frame(scripts, "json.loads(", "reads")
    assert library and all("/json/" in place for place in library)
    assert last.startswith("json.decoder.JSONDecodeError: ")
    (only,) = frames(found["typed"])
    assert only.startswith("DagsterTypeCheckDidNotPass: ")
    assert frames(found["tells"]) == [frame(scripts, '{}["k"]', "tells"), "KeyError: 'k'"]
    assert frames(found["p"]) == [frame(scripts, "raise OSError", "shaky"), "OSError: cannot close"]


def test_the_text_log_shows_the_same(scripts: Path) -> None:
    said = stderr(scripts, "p.py")
    assert frame(scripts, "raise ValueError", "fails") in said
    assert "in step" not in said


def test_without_a_map_the_script_names_its_own_lines(scripts: Path) -> None:
    said = stderr(scripts, "without.py")
    assert "program.py" not in said
    assert 'without.py", line ' in said


def build_and_run(folder: Path, text: str) -> str:
    (folder / "program.py").write_text(text)
    (folder / "p.py").write_text(build(analyse(folder / "program.py")).text)
    return stderr(folder, "p.py")


def test_a_resource_that_fails(tmp_path: Path) -> None:
    said = build_and_run(
        tmp_path,
        """from dagster import ModeDefinition, pipeline, resource, solid

@resource
def db(_):
    return {}["no"]

@solid(required_resource_keys={"db"})
def use(_):
    pass

@pipeline(mode_defs=[ModeDefinition(resource_defs={"db": db})])
def p():
    use()
""",
    )
    assert frame(tmp_path, '{}["no"]', "db") in said
    assert "in resource" not in said


def test_an_unforeseen_error_of_the_support_code_keeps_its_frames(tmp_path: Path) -> None:
    said = build_and_run(
        tmp_path,
        """from dagster import ModeDefinition, fs_io_manager, pipeline, solid

@solid
def make(_):
    return lambda: 1

@solid
def use(_, x):
    pass

@pipeline(mode_defs=[ModeDefinition(resource_defs={"io_manager": fs_io_manager})])
def p():
    use(make())
""",
    )
    assert "in handle_output" in said


@pytest.mark.skipif(sys.version_info < (3, 11), reason="exception groups")
def test_groups_of_exceptions(tmp_path: Path) -> None:
    said = build_and_run(
        tmp_path,
        """from dagster import pipeline, solid

@solid
def fails(_):
    found = []
    try:
        1 / 0
    except ZeroDivisionError as error:
        found.append(error)
    raise ExceptionGroup("several", found)

@pipeline
def p():
    fails()
""",
    )
    places = [line for line in said.splitlines() if "  File " in line]
    assert ["line 10" in place for place in places] == [True, False]
    assert "line 7" in places[1] and all('"program.py"' in place for place in places)


def test_endless_recursion(tmp_path: Path) -> None:
    said = build_and_run(
        tmp_path,
        """from dagster import pipeline, solid

def again(n):
    return again(n + 1)

@solid
def fails(_):
    again(1)

@pipeline
def p():
    fails()
""",
    )
    assert 'File "program.py", line 4, in again (p.py:' in said
    assert "[Previous line repeated" in said
