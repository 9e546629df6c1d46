"""Files beside the author's modules, opened by code that runs: the script carries them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from modec.compiler import Built, analyse, build
from modec.diagnostics import Refused

HEAD = """
import os
from pathlib import Path
import dagster
from dagster import file_relative_path, pipeline, solid
from dagster.utils import script_relative_path
"""
TAIL = """
@pipeline
def p():
    one()
"""


def built(folder: Path, text: str, files: dict[str, str | bytes]) -> Built:
    for name, content in {"jobs/p.py": HEAD + dedent(text) + TAIL, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    (folder / "pyproject.toml").write_text("")
    return build(analyse(folder / "jobs" / "p.py"))


def run_script(tmp_path: Path, script: Built) -> Path:
    """Run the script where nothing of the project is; what it prints is in `printed.txt` there."""
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "script.py").write_text(script.text)
    with open(alone / "printed.txt", "w") as file:
        subprocess.run([sys.executable, "script.py"], cwd=alone, stdout=file, check=True)
    return alone


def printed(tmp_path: Path, script: Built) -> str:
    """What the script prints where nothing of the project is."""
    return (run_script(tmp_path, script) / "printed.txt").read_text()


@pytest.mark.parametrize(
    "body",
    [
        'open(file_relative_path(__file__, "x.sql")).read()',
        'open(script_relative_path("x.sql")).read()',
        "open(dagster.utils.script_relative_path(NAME)).read()",
        "open(BESIDE).read()",
        'open(os.path.join(os.path.dirname(__file__), "x.sql")).read()',
        'open(os.path.dirname(os.path.abspath(__file__)) + "/x.sql").read()',
        '(Path(__file__).parent / "x.sql").read_text()',
        'Path(__file__).resolve().parent.joinpath("x.sql").read_text()',
        '(HERE / "x.sql").read_text()',
        '(HERE.parent / "jobs" / "x.sql").read_text()',
        "open(os.path.join(FOLDER, NAME)).read()",
        'open(os.path.join(FOLDER, "..", "jobs", "x.sql")).read()',
        'open(os.path.join(FOLDER, input_name() + ".sql")).read()',
    ],
)
def test_a_script_finds_its_files_alone(tmp_path: Path, body: str) -> None:
    text = f"""
    HERE = Path(__file__).parent
    FOLDER = os.path.dirname(os.path.realpath(__file__))
    NAME = "x.sql"
    BESIDE = script_relative_path(NAME)

    def input_name():
        return "x"

    @solid
    def one():
        print({body})
    """
    files: dict[str, str | bytes] = {"jobs/x.sql": 'select "\u00e9"\nfrom t\n'}
    script = built(tmp_path / "project", text, files)
    assert printed(tmp_path, script) == 'select "\u00e9"\nfrom t\n\n'
    assert '"jobs/x.sql":"sha256:' in script.text
    assert not script.warnings


def test_only_what_is_asked_for_is_carried(tmp_path: Path) -> None:
    text = """
    HERE = Path(__file__).parent

    @solid
    def one():
        print((HERE / "sql" / "a.sql").read_text(), file_relative_path(__file__, "."))
    """
    script = built(
        tmp_path,
        text.replace(', file_relative_path(__file__, ".")', ""),
        {
            "jobs/sql/a.sql": "A",
            "jobs/sql/b.sql": "B",
            "jobs/c.sql": "C",
        },
    )
    assert script.linked.files == {"jobs/sql/a.sql": 1}


def test_what_is_not_there_stays_beside_the_script(tmp_path: Path) -> None:
    text = """
    @solid
    def one():
        Path(file_relative_path(__file__, "out.txt")).write_text("done")
    """
    script = built(tmp_path, text, {"jobs/x.sql": "A"})
    assert "unpacked" not in script.text
    assert [warning.code for warning in script.warnings] == ["MD509"]


@pytest.mark.parametrize(
    "write",
    [
        'Path(file_relative_path(__file__, "out.txt")).write_text(query)',
        '(HERE / "out.txt").write_text(query)',
        "OUT.write_text(query)",
        'with open(TEXT, "w") as file: file.write(query)',
        'with open(os.path.join(os.path.dirname(TEXT), "out.txt"), mode="w") as file: file.write(query)',
    ],
)
@pytest.mark.parametrize("is_there", [False, True])
def test_what_is_written_is_beside_the_script_and_what_is_read_is_carried(
    tmp_path: Path, write: str, is_there: bool
) -> None:
    text = f"""
    HERE = Path(__file__).parent
    OUT = HERE / "out.txt"
    TEXT = os.path.join(os.path.dirname(__file__), "out.txt")

    @solid
    def one():
        query = (HERE / "x.sql").read_text()
        {write}
    """
    files = {"jobs/x.sql": "A", **({"jobs/out.txt": "of a run before"} if is_there else {})}
    script = built(tmp_path, text, files)
    assert script.linked.files == {"jobs/x.sql": 1}
    assert [warning.code for warning in script.warnings] == ["MD509"]
    run = run_script(tmp_path, script)
    assert (run / "out.txt").read_text() == "A"


def test_one_name_may_lead_to_both_in_one_function(tmp_path: Path) -> None:
    text = """
    FOLDER = os.path.dirname(__file__)

    @solid
    def one():
        def copy(FOLDER, name):
            return f"{FOLDER}{name}"
        with open(os.path.join(os.path.dirname(__file__), "x.sql")) as file:
            query = file.read() + open(f"{FOLDER}/y.sql").read()
        with open(os.path.join(os.path.dirname(__file__), "a.txt"), "w") as file:
            file.write(query)
        with open(f"{FOLDER}/b.txt", "w") as file:
            file.write(copy("C", query))
    """
    script = built(tmp_path, text, {"jobs/x.sql": "A", "jobs/y.sql": "B"})
    assert list(script.linked.files) == ["jobs/x.sql", "jobs/y.sql"]
    run = run_script(tmp_path, script)
    assert (run / "a.txt").read_text() == "AB"
    assert (run / "b.txt").read_text() == "CAB"


def test_a_file_that_is_written_and_read_again_is_one_file(tmp_path: Path) -> None:
    text = """
    HERE = Path(__file__).parent

    @solid
    def one():
        for name in ("a", "b"):
            (HERE / f"{name}_out.txt").write_text(name)
        print(open(os.path.join(HERE, "b_out.txt")).read(), (HERE / "x.sql").read_text())
    """
    script = built(tmp_path, text, {"jobs/x.sql": "A", "jobs/b_out.txt": "of a run before"})
    assert script.linked.files == {"jobs/x.sql": 1}
    assert printed(tmp_path, script) == "b A\n"


def test_reading_and_writing_by_one_local_variable_is_refused(tmp_path: Path) -> None:
    text = """
    @solid
    def one():
        here = Path(__file__).parent
        query = (here / "x.sql").read_text()
        (here / "out.txt").write_text(query)
    """
    with pytest.raises(Refused) as caught:
        built(tmp_path, text, {"jobs/x.sql": "A"})
    assert [each.code for each in caught.value.diagnostics] == ["MD512"]
    assert "jobs/out.txt" in str(caught.value)


def test_what_is_written_by_a_local_variable_is_beside_the_script(tmp_path: Path) -> None:
    text = """
    @solid
    def one():
        here = os.path.dirname(os.path.abspath(__file__))
        out = os.path.join(here, "out.txt")
        with open(out, "w") as file:
            file.write("A")
    """
    script = built(tmp_path, text, {"jobs/x.sql": "A", "jobs/out.txt": "of a run before"})
    assert script.linked.files == {}
    assert (run_script(tmp_path, script) / "out.txt").read_text() == "A"


def test_large_and_binary_files_stay_outside(tmp_path: Path) -> None:
    text = """
    @solid
    def one():
        print(Path(file_relative_path(__file__, "x.bin")).exists())
    """
    for content, reason in (
        (b"\xff\x00", "it is no text"),
        (b"x" * 300_000, "it is 293 KB, and 256 KB may be carried"),
    ):
        script = built(tmp_path, text, {"jobs/x.bin": content})
        assert script.linked.files == {}
        assert [warning.code for warning in script.warnings] == ["MD513"]
        assert reason in script.warnings[0].message


def test_the_search_path_is_left_alone(tmp_path: Path) -> None:
    text = """
    import sys
    sys.path.append(os.path.dirname(__file__))

    @solid
    def one():
        print(os.path.basename(__file__))
    """
    script = built(tmp_path, text, {"jobs/x.sql": "A"})
    assert script.linked.files == {}
    assert "unpacked" not in script.text


@pytest.mark.parametrize(
    "path",
    [
        'os.path.join(os.path.dirname(__file__), "sql/%s.sql" % name)',
        'file_relative_path(__file__, "sql/{}.sql".format(name))',
        'file_relative_path(__file__, f"sql/{name}.sql")',
        'Path(__file__).parent / f"sql/{name}.sql"',
        'Path(__file__).parent / "sql" / (name + ".sql")',
        '"{folder}/sql/{}.sql".format(name, folder=os.path.dirname(__file__))',
        '"%s/sql/%s.sql" % (os.path.dirname(__file__), name)',
        'os.path.dirname(__file__) + "/sql/" + name + ".sql"',
    ],
)
def test_files_whose_names_the_run_puts_together(tmp_path: Path, path: str) -> None:
    text = f"""
    def read(name):
        with open({path}) as file:
            return file.read()
    @solid
    def one(context):
        print(read("x"))
    """
    files: dict[str, str | bytes] = {"jobs/sql/x.sql": "select 1", "jobs/readme.txt": "no"}
    script = built(tmp_path, text, files)
    assert printed(tmp_path, script) == "select 1\n"
    assert "readme" not in script.text


def test_files_that_a_pattern_finds(tmp_path: Path) -> None:
    text = """
    import glob
    SQL = os.path.join(os.path.dirname(__file__), "sql")
    @solid
    def one(context):
        for path in sorted(glob.glob(SQL + "/*.sql")):
            print(os.path.basename(path))
    """
    files: dict[str, str | bytes] = {
        "jobs/sql/x.sql": "1",
        "jobs/sql/y.sql": "2",
        "jobs/sql/a.txt": "no",
    }
    script = built(tmp_path, text, files)
    assert printed(tmp_path, script) == "x.sql\ny.sql\n"
    assert "a.txt" not in script.text
