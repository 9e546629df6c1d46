"""Data of a package that code asks for by the package's name: `importlib.resources`, `pkgutil`, `pkg_resources`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from programs import script_of, write

PACKAGE = """
# == data/__init__.py
# == data/words.txt
tea
# == data/sql/one.sql
select 1
"""


def printed(folder: Path, program: str) -> str:
    """What the program's script prints where nothing of the project is."""
    script = script_of(write(folder, program))
    alone = folder / "alone"
    alone.mkdir()
    (alone / "script.py").write_text(script)
    shutil.rmtree(folder / "data")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "script.py"],
        cwd=alone,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("imports", "expression"),
    [
        ("from importlib import resources", 'resources.read_text("data", "words.txt")'),
        ("import importlib.resources as r", 'r.read_text("data", "words.txt")'),
        ("import importlib.resources", 'importlib.resources.open_text("data", "words.txt").read()'),
        ("from importlib.resources import files", '(files("data") / "words.txt").read_text()'),
        ("from importlib.resources import files\nimport data", 'files(data).joinpath("words.txt").read_text()'),
        ("from importlib import resources\nimport data", 'resources.read_text(data, "words.txt")'),
        ("import pkgutil", 'pkgutil.get_data("data", "words.txt").decode()'),
        ("import pkgutil\nNAME = 'data'", 'pkgutil.get_data(NAME, "words.txt").decode()'),
        ("from importlib.resources import files", '(files("data") / "sql" / "one.sql").read_text()'),
    ],
)  # fmt: skip
def test_it_is_carried(tmp_path: Path, imports: str, expression: str) -> None:
    program = f"{imports}\n\ndef main():\n    print({expression}.strip())\n" + PACKAGE
    assert printed(tmp_path, program) in {"tea\n", "select 1\n"}


def test_by_the_names_that_a_module_has_of_itself(tmp_path: Path) -> None:
    program = """
import data.reader

def main():
    print(data.reader.read())
# == data/__init__.py
# == data/reader.py
import pkgutil

def read():
    return pkgutil.get_data(__name__, "words.txt") + pkgutil.get_data(__package__, "words.txt")
# == data/words.txt
tea
"""
    assert printed(tmp_path, program) == "b'tea\\ntea\\n'\n"


def test_only_what_is_asked_for_is_carried(tmp_path: Path) -> None:
    program = (
        'import pkgutil\n\ndef main():\n    print(pkgutil.get_data("data", "words.txt"))\n'
        + PACKAGE
    )
    script = script_of(write(tmp_path, program))
    assert "words.txt" in script and "select 1" not in script


def test_packages_of_others_are_theirs(tmp_path: Path) -> None:
    program = 'import pkgutil\n\ndef main():\n    print(pkgutil.get_data("json", "__init__.py") is None)\n'
    assert "def package(" not in script_of(write(tmp_path, program))
