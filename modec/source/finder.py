"""Finds first-party modules by name in the project's roots, each file read and parsed once."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable
from pathlib import Path

from modec.source.asked_names import AskedNames, holds_modules
from modec.source.libraries import is_library
from modec.source.library_names import is_called_like_library
from modec.source.program import Module
from modec.source.text import parse, read_source

VOCABULARY = frozenset({"dagster", "modec"})
"""Never first-party: a project's folder of that name is a folder of pipelines."""

_LOADED_FIRST = """
    abc argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 calendar cmd code
    codecs codeop collections concurrent configparser contextlib contextvars copy copyreg csv ctypes
    dataclasses datetime decimal dis email encodings enum errno fcntl fnmatch functools gc genericpath
    gettext glob grp hashlib heapq hmac html importlib inspect io itertools json keyword linecache
    locale logging lzma marshal math multiprocessing ntpath numbers opcode operator os pathlib pdb
    pickle pkgutil platform plistlib posix posixpath pprint pwd pyexpat queue quopri random re reprlib
    select selectors shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile
    sre_constants sre_parse ssl stat string struct subprocess sys sysconfig tempfile termios textwrap
    threading time timeit token tokenize traceback types typing unicodedata urllib uu uuid warnings
    weakref xml zipfile zipimport zlib
"""
_LOADED = frozenset(_LOADED_FIRST.split())
"""Modules of the standard library that dagster has imported before it imports a pipeline's: no file stands before those."""


class Finder:
    """Finds modules in `roots`, in order. A file is one module, by whichever name it was found first."""

    def __init__(
        self, roots: tuple[Path, ...], root: Path, libraries: tuple[Path, ...] = ()
    ) -> None:
        self.roots = roots
        self.folder = roots[0]
        """The script's own."""
        self.root = root
        self.libraries = libraries
        self._by_path: dict[Path, Module] = {}
        self._elsewhere: set[str] = set()
        self._like_libraries: dict[tuple[Path, str], bool] = {}
        self._asked = AskedNames(root)

    def __call__(self, name: str) -> Module | None:
        """The first-party module of that dotted name, or None. Raises `Refused` if it can't be read or parsed."""
        if name in self._elsewhere:
            return None
        found = self._find(name)
        if found is None:
            self._elsewhere.add(name)
        return found

    def add_root(self, folder: Path, index: int | None) -> None:
        """Look in one more folder from now on: at an index of the search path (0 is before the script's own folder), or last."""
        if folder not in self.roots:
            at = len(self.roots) if index is None or index < 0 else min(index, 1)
            self.roots = (*self.roots[:at], folder, *self.roots[at:])
            self._elsewhere.clear()

    def _find(self, name: str) -> Module | None:
        parts = name.split(".")
        if not all(part.isidentifier() for part in parts) or parts[0] in VOCABULARY:
            return None
        roots = (*self._roots_for(parts[0]), *self._enclosing(parts[0]))
        for root in roots:
            if self._is_called_like_library(root, parts[0]):
                continue
            module = self._in(root, parts, name)
            if module is not None:
                return module
        for root in roots:
            folder = root.joinpath(*parts)
            if parts[0] in sys.stdlib_module_names or not holds_modules(folder):
                continue
            if len(parts) > 1 or self._is_imported_from(folder, name):
                return self._namespace(folder, name)
        return self._library(parts, name) if is_library(name) else None

    def _is_called_like_library(self, root: Path, name: str) -> bool:
        key = (root, name)
        if key not in self._like_libraries:
            self._like_libraries[key] = is_called_like_library(root, name)
        return self._like_libraries[key]

    def _is_imported_from(self, folder: Path, name: str) -> bool:
        """Whether a folder is a package of the project, and not called like a library that the project uses.

        Python takes a library before a folder without `__init__.py`, wherever they stand.
        """
        if any(module.name.startswith(f"{name}.") for module in self._by_path.values()):
            return True
        loaded = ((module.path, module.text) for module in self._by_path.values())
        return self._asked.holds_what_is_asked(folder, name, loaded)

    def _library(self, parts: list[str], name: str) -> Module | None:
        for root in self.libraries:
            module = self._in(root, parts, name, root)
            if module is not None:
                return module
        return None

    def load(
        self,
        path: Path,
        name: str | Callable[[ast.Module], str],
        shown_from: Path | None = None,
    ) -> Module:
        """The module in that file, named `name` (or what `name` says to its syntax). Raises `Refused`.

        Its path is shown relative to `shown_from`, the project's root if None.
        """
        shown = path
        path = path.resolve()
        if path not in self._by_path:
            if shown_from is None:
                display = self.display(path)
            else:
                display = shown.relative_to(shown_from).as_posix()
            text = read_source(path, display)
            tree = parse(text, display)
            dotted = name if isinstance(name, str) else name(tree)
            package = path.name == "__init__.py"
            self._by_path[path] = Module(dotted, path, display, text, tree, package)
        return self._by_path[path]

    def display(self, path: Path) -> str:
        """A path as it is shown: relative to the project's root, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return Path(os.path.relpath(path, self.root)).as_posix()

    def _roots_for(self, top: str) -> tuple[Path, ...]:
        if top not in sys.stdlib_module_names:
            return self.roots
        # Python puts only the script's own folder before the standard library, and not a package's.
        script_folder = self.folder
        if (
            top in _LOADED
            or top in sys.builtin_module_names
            or (script_folder / "__init__.py").is_file()
        ):
            return ()
        return (script_folder,)

    def _enclosing(self, top: str) -> tuple[Path, ...]:
        """Where the folders named `top` around the script stand: `cube/pipelines/daily.py` imports `cube.modes`.

        Such a folder needs neither an `__init__.py` nor a project's marker beside it.
        """
        if top in sys.stdlib_module_names:
            return ()
        folder = self.folder
        return tuple(each.parent for each in (folder, *folder.parents) if each.name == top)

    def _in(
        self, root: Path, parts: list[str], name: str, shown_from: Path | None = None
    ) -> Module | None:
        folder = root.joinpath(*parts)
        for candidate in (folder / "__init__.py", folder.with_name(folder.name + ".py")):
            if os.path.isfile(candidate):
                return self.load(candidate, name, shown_from)
        return None

    def _namespace(self, folder: Path, name: str) -> Module:
        folder = folder.resolve()
        if folder not in self._by_path:
            empty = ast.Module(body=[], type_ignores=[])
            self._by_path[folder] = Module(name, folder, self.display(folder), "", empty, True)
        return self._by_path[folder]


def is_namespace(module: Module) -> bool:
    """Whether the module is a folder without `__init__.py`."""
    return module.is_package and module.path.name != "__init__.py"
