"""Modules of a package that are called like the library that they wrap: `resources/redis.py`, which imports `redis`."""

from __future__ import annotations

import os
import re
from pathlib import Path

_INIT = "__init__.py"


def is_called_like_library(folder: Path, name: str) -> bool:
    """Whether the module or package `name` in a package's folder asks for a library of its own name.

    It would not find itself: the program does not have Python search the package's own folder, then. A file does so
    that imports its own name, a package if one of its modules imports from that name what the package does not have.
    """
    if not os.path.isfile(folder / _INIT):
        return False
    package = folder / name
    if not os.path.isfile(package / _INIT):
        return any(_imports(folder / f"{name}.py", name))
    said = _text(package / _INIT)
    return any(
        not re.search(rf"\b{asked}\b", said)
        and not os.path.exists(package / asked)
        and not os.path.isfile(package / f"{asked}.py")
        for path in sorted(package.glob("*.py"))
        for asked in _imports(path, name)
    )


def _imports(path: Path, name: str) -> list[str]:
    """The first name that each import of `name`, or from it, asks for; the name itself where it asks for none."""
    imports = rf"^[ \t]*(?:import\s+{name}(?:\.(\w+))?\b|from\s+{name}(?:\.(\w+))?[\w.]*\s+import\s+\(?\s*(\w+))"
    found = re.finditer(imports, _text(path), re.MULTILINE)
    return [each[1] or each[2] or each[3] or name for each in found]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
