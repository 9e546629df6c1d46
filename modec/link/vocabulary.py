"""Which names of dagster and modec a script may use while it runs, and where the runtime has them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import modec.runtime


def runtime_home(name: str) -> tuple[str, str] | None:
    """(module of `modec.runtime`, name in it) of a dagster name, None when it means nothing at run time."""
    home = _index().get(name)
    return None if home is None else (home, name)


def is_known(name: str) -> bool:
    """Whether `from dagster import *` brings the name."""
    return name in _index()


@cache
def _index() -> dict[str, str]:
    """The public names of the runtime's modules, with the module that defines each."""
    found: dict[str, str] = {}
    for path in sorted(Path(modec.runtime.__file__).parent.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_"):
                found.setdefault(node.name, path.stem)
    return found
