"""Folders that a program adds to `sys.path`: modules that are found there are the project's, and inlined."""

import subprocess
import sys
from pathlib import Path

import pytest

from modec.compiler import analyse, build

ADDING = {
    "append": 'sys.path.append(os.path.join(os.path.dirname(__file__), "..", "lib"))',
    "insert": 'sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))',
    "extend": 'sys.path.extend([os.path.abspath(os.path.dirname(__file__) + "/../lib")])',
    "augmented": 'sys.path += [os.path.join(os.path.dirname(__file__), "../lib")]',
    "relative": 'sys.path.append("../lib")',
    "relative to the root": 'sys.path.append("lib")',
    "checked": (
        'LIB = str(Path(__file__).parent.parent / "lib")\n'
        "if LIB not in sys.path:\n    sys.path.insert(0, LIB)"
    ),
    "from sys": 'from sys import path\npath.append(os.path.dirname(__file__) + "/../lib")',
    "in a function": (
        'def set_up(*folders):\n    for each in folders:\n        sys.path.append(os.path.join(HERE, "..", each))\n'
        'HERE = os.path.dirname(os.path.abspath(__file__))\nset_up("lib")'
    ),
}
PROGRAM = """
import os
import sys
from pathlib import Path
from modec import pipeline, solid

{adding}
import helper

@solid
def only(_):
    print(helper.text())

@pipeline
def program():
    only()
"""


def project(folder: Path, adding: str) -> Path:
    for name in ("jobs", "lib"):
        (folder / name).mkdir()
    (folder / "setup.py").touch()
    (folder / "lib" / "helper.py").write_text("def text():\n    return 'of the library'\n")
    entry = folder / "jobs" / "entry.py"
    entry.write_text(PROGRAM.format(adding=adding))
    return entry


@pytest.mark.parametrize("adding", ADDING.values(), ids=ADDING)
def test_what_is_found_there_is_inlined(adding: str, tmp_path: Path) -> None:
    script = build(analyse(project(tmp_path, adding)))
    assert "dependencies" not in script.text
    moved = tmp_path / "elsewhere.py"
    moved.write_text(script.text)
    ran = subprocess.run([sys.executable, "-I", moved], capture_output=True, text=True)
    assert ran.stdout == "of the library\n"


@pytest.mark.parametrize("adding", ["", 'sys.path.append("/opt/lib")', "sys.path.append(FOLDER)"])
def test_otherwise_it_is_another_library(adding: str, tmp_path: Path) -> None:
    adding = 'FOLDER = os.environ["FOLDER"]\n' + adding
    script = build(analyse(project(tmp_path, adding)))
    assert '"helper",  # assumed from' in script.text


def test_a_module_is_found_from_when_the_folder_is_added(tmp_path: Path) -> None:
    entry = project(tmp_path, ADDING["insert"])
    (tmp_path / "jobs" / "helper.py").write_text("def text():\n    return 'beside the script'\n")
    before = PROGRAM.format(adding="import helper as early\n" + ADDING["insert"])
    entry.write_text(before.replace("helper.text()", "helper.text(), early.text()"))
    assert build(analyse(entry)).text.count("of the library") == 0
    entry.write_text(PROGRAM.format(adding=ADDING["insert"]))
    assert build(analyse(entry)).text.count("of the library") == 1
