"""The house rules: data flows one way, and the front door opens fast."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from modec.cache import ROOMS

PACKAGE = Path(__file__).parent.parent / "modec"

MAY_IMPORT = {
    "diagnostics": set(),
    "runtime": set(),
    "definitions": {"runtime", "diagnostics", "vocabulary"},
    "source": {"quiet", "cache", "diagnostics"},
    "evaluate": {"source", "definitions", "runtime", "diagnostics", "vocabulary"},
    "plan": {"evaluate", "definitions", "runtime", "diagnostics"},
    "direct": {"definitions", "runtime", "vocabulary"},
    "execute": {"plan", "direct", "definitions", "runtime", "vocabulary"},
    "inspect": {
        "cache",
        "unroll",
        "plan",
        "evaluate",
        "source",
        "definitions",
        "runtime",
        "diagnostics",
    },
    "unroll": {
        "cache",
        "plan",
        "evaluate",
        "definitions",
        "runtime",
        "diagnostics",
        "source",
        "vocabulary",
    },
    "link": {
        "unroll",
        "plan",
        "evaluate",
        "source",
        "definitions",
        "runtime",
        "diagnostics",
        "vocabulary",
    },
    "lower": {"link", "unroll", "source", "diagnostics", "evaluate"},
    "emit": {"cache", "lower", "link", "unroll", "plan", "source", "diagnostics"},
    "show": {"link", "unroll", "plan", "evaluate", "source", "definitions", "runtime"},
}
"""A room -> the rooms it may import from, itself aside: never a later stage."""


def _imports(path: Path) -> set[str]:
    """The rooms of modec that the file imports from, wherever the import stands."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [node.module or ""]
            if node.module == "modec":
                names = [f"modec.{alias.name}" for alias in node.names]
        rooms.update(name.split(".")[1] for name in names if name.startswith("modec."))
    return rooms


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_data_flows_one_way(room: str) -> None:
    for path in sorted((PACKAGE / room).rglob("*.py")):
        forbidden = _imports(path) - MAY_IMPORT[room] - {room}
        assert not forbidden, f"{path.relative_to(PACKAGE)} imports from {sorted(forbidden)}"


def test_what_is_remembered_is_forgotten_when_its_code_changes() -> None:
    remembering = {room for room, others in MAY_IMPORT.items() if "cache" in others}
    made_by = remembering | {"lower"}  # whose results `emit` remembers
    assert made_by == set(ROOMS)


def test_every_room_has_a_rule() -> None:
    rooms = {
        path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"
    }
    assert rooms - {"cli", "templates"} == set(MAY_IMPORT)


def test_the_runtime_is_standard_library_only() -> None:
    for path in sorted((PACKAGE / "runtime").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                allowed = (
                    top in sys.stdlib_module_names
                    or name.startswith("modec.runtime")
                    or top == "yaml"
                )
                assert allowed, f"{path.name} imports {name}"


@pytest.mark.parametrize("command", [["-c", "import modec"], ["-m", "modec", "--help"]])
def test_the_front_door_is_fast(command: list[str]) -> None:
    """Neither `import modec` nor `modec --help` imports libcst, black or jinja2."""
    probe = (
        "import atexit, sys\n"
        "atexit.register(lambda: print([m for m in ('libcst', 'black', 'jinja2', 'yaml') if m in sys.modules]))\n"
    )
    if command[0] == "-c":
        program = probe + command[1]
    else:
        program = (
            probe
            + "import runpy; sys.argv = ['modec', '--help']; runpy.run_module('modec', run_name='__main__')"
        )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=PACKAGE.parent
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
