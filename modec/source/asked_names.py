"""Which modules the files of a project ask for, by the texts of their imports alone.

A folder without `__init__.py` is a package of the project only if something in the project imports from it. There are many
that are called like a library and hold files for it: `great_expectations/`, `alembic/`, `docker/`, `dbt/`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n#]*)", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([\w., \t]+)", re.MULTILINE)
_STRING = re.compile(r"""["']([^\W\d]\w*(?:\.\w+)+)["']""")
_NAME = re.compile(r"[\w.]+")
_SKIPPED = frozenset({"node_modules", "site-packages", "__pycache__", "build", "dist"})
LIMIT = 5000
"""How many files are looked at."""


class AskedNames:
    """The dotted names that a project's files import, or name in texts; each file is read once, and only if need be."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: dict[Path, frozenset[str]] = {}
        self._files: Iterator[Path] = _python_files(root)

    def holds_what_is_asked(
        self, folder: Path, package: str, loaded: Iterable[tuple[Path, str]]
    ) -> bool:
        """Whether some file asks for a module or folder that is in `folder`, by the name of `package`.

        `loaded` are files that have been read, with their texts: most often the answer is there.
        """
        for path, text in loaded:
            if path not in self._names:
                self._names[path] = names_in(text)
        if any(_is_there(folder, package, names) for names in self._names.values()):
            return True
        for path in self._files:
            if path in self._names:
                continue
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            self._names[path] = names_in(text)
            if _is_there(folder, package, self._names[path]):
                return True
        return False


def names_in(text: str) -> frozenset[str]:
    """The absolute names that a text imports, with what is taken from each, and the dotted names in its strings."""
    found = set(_STRING.findall(text))
    for module, taken in _FROM.findall(text):
        found.update(f"{module}.{name}" for name in _NAME.findall(taken))
    for names in _IMPORT.findall(text):
        found.update(_NAME.findall(names))
    return frozenset(name for name in found if not name.startswith("."))


def _is_there(folder: Path, package: str, names: frozenset[str]) -> bool:
    prefix = f"{package}."
    firsts = {name[len(prefix) :].partition(".")[0] for name in names if name.startswith(prefix)}
    return any(
        os.path.isfile(folder / f"{first}.py") or holds_modules(folder / first)
        for first in firsts
        if first
    )


def _python_files(root: Path) -> Iterator[Path]:
    """The Python files of a project, in order, those of virtual environments and the like left out."""
    number = 0
    for place, folders, files in os.walk(root):
        folders[:] = sorted(
            each
            for each in folders
            if each not in _SKIPPED
            and not each.startswith(".")
            and not os.path.isfile(os.path.join(place, each, "pyvenv.cfg"))
        )
        for file in sorted(files):
            if file.endswith(".py"):
                yield Path(place, file)
                number += 1
                if number == LIMIT:
                    return


def holds_modules(folder: Path, depth: int = 3) -> bool:
    """Whether a folder without `__init__.py` is a package: a Python file in it, not too far down."""
    if not os.path.isdir(folder):
        return False
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return False
    if any(entry.suffix == ".py" for entry in entries):
        return True
    return depth > 0 and any(holds_modules(e, depth - 1) for e in entries if e.name.isidentifier())
