"""Small programs of several modules, run twice: as Python runs them, and compiled. Both must print the same.

A program is one text: lines `# == name.py` begin its files, and what stands before the first of them is the entry module,
which has a function `main`.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from modec.compiler import analyse, build
from modec.diagnostics import Refused

START = """

from modec import pipeline as _pipeline, solid as _solid


@_solid
def start(_):
    main()


@_pipeline
def program():
    start()
"""


def cases(text: str) -> list[Any]:
    """The programs of a text, each with its name, which stands after `####` on a line above it."""
    parts = re.split(r"^#### (.*)\n", text, flags=re.MULTILINE)[1:]
    return [pytest.param(program, id=name) for name, program in zip(parts[::2], parts[1::2])]


def write(folder: Path, text: str) -> Path:
    """The program's files, in a folder. Gives the entry module's path."""
    first, *others = re.split(r"^# == (.*)\n", textwrap.dedent(text), flags=re.MULTILINE)
    files = {"entry.py": first.lstrip("\n") + START}
    files |= dict(zip(others[::2], others[1::2]))
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder / "entry.py"


def printed_by_python(entry: Path) -> str:
    """What the program prints when Python imports its entry module and calls `main`."""
    before = set(sys.modules)
    sys.path.insert(0, str(entry.parent))
    importlib.invalidate_caches()
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            importlib.import_module("entry").main()
    finally:
        # A namespace package has its folder only as long as that is on the path.
        for name in [name for name in sys.modules if name not in before and _is_in(name, entry)]:
            del sys.modules[name]
        sys.path.remove(str(entry.parent))
    return out.getvalue()


def _is_in(name: str, entry: Path) -> bool:
    """Whether a module was loaded from the program's folder."""
    module = sys.modules[name]
    paths = [getattr(module, "__file__", None) or "", *getattr(module, "__path__", ())]
    return any(path.startswith(str(entry.parent)) for path in paths)


def script_of(entry: Path) -> str:
    """The compiled program. Raises `Refused`."""
    return build(analyse(entry)).text


def printed_by_script(script: str, folder: Path) -> str:
    """What the compiled program prints when it runs. It may not need the files that it was made from."""
    path = folder / "script.py"
    out, log = io.StringIO(), io.StringIO()
    loaded = set(sys.modules)
    before, sys.argv = sys.argv, [str(path)]
    module = type(sys)("__main__")
    module.__file__ = str(path)
    main, sys.modules["__main__"] = sys.modules["__main__"], module
    code = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(log):
            try:
                exec(compile(script, "script.py", "exec", dont_inherit=True), module.__dict__)
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else 1
    finally:
        sys.argv, sys.modules["__main__"] = before, main
        for name in [name for name in sys.modules if name not in loaded]:
            if getattr(sys.modules[name], "__spec__", None) is None or _is_in(name, path):
                del sys.modules[name]  # what stands for modules of the project
    assert not code, f"{log.getvalue()}\n{script}"
    return out.getvalue()


def same(folder: Path, text: str) -> str:
    """Compile and run a program, and compare with what Python makes of it. Gives the script."""
    entry = write(folder, text)
    expected = printed_by_python(entry)
    assert expected, "the program prints nothing"
    script = script_of(entry)
    assert printed_by_script(script, folder) == expected, script
    return script


def refused(folder: Path, text: str) -> list[str]:
    """The codes that a program is refused with, after having been run by Python."""
    entry = write(folder, text)
    printed_by_python(entry)
    try:
        script_of(entry)
    except Refused as refusal:
        return sorted({found.code for found in refusal.diagnostics})
    return []
