"""Where shipped code has paths of the project's data files: made of a module's `__file__`, or asked of a package.

A path that only the run knows whole leads to all the files that it may be.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from modec.diagnostics import Span
from modec.evaluate.values import ProjectPath
from modec.link.file_paths import HOLE, Paths, bound_once, is_beside
from modec.link.items import Item, Link
from modec.link.package_data import GIVE_DATA, Asked, asked_of_packages
from modec.link.reachability import Reachability
from modec.link.symbols import Builtin, Global, Imported
from modec.link.written_files import is_written
from modec.source.embedding import shown_size
from modec.source.program import Module

_WILDCARDS = re.compile(r"\*+|\?|\[[^]]*\]")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_CODE = frozenset({".py", ".pyc", ".pyi", ".pyw", ".ipynb"})


@dataclass(frozen=True)
class Place:
    """Where shipped code has a path: the files that it leads to, none where they cannot be carried, and why."""

    path: str
    absolute: Path
    bases: frozenset[Module]
    span: Span
    files: tuple[str, ...]
    reason: str = ""
    package: str = ""
    """The package that is asked for them by name."""
    wanted: re.Pattern[str] | None = None
    """What the paths from there on are like, where only the run knows them."""
    uses: tuple[Link, ...] = ()
    """The names in it that lead to a `__file__`."""
    links: list[Link] = field(default_factory=list)
    """All links of the code that it is in."""
    is_written: bool = False

    def is_of(self, other: Place) -> bool:
        """Whether it leads to what the other place leads to, or to one of the files there."""
        if self.absolute == other.absolute:
            return _pattern(self) == _pattern(other)
        if self.wanted or not other.wanted or other.absolute not in self.absolute.parents:
            return False
        below = self.absolute.relative_to(other.absolute).as_posix()
        return other.wanted.fullmatch(below) is not None


class Places:
    """Finds the places of all shipped code. `limit`: how many bytes of files may be carried."""

    def __init__(self, reached: Reachability, limit: int) -> None:
        self.reached = reached
        self.root = reached.modules.program.root
        self.limit = limit
        self.leads: dict[Global, bool] = {}
        """The module-level variables that were asked about, and whether they may lead to files."""

    def every(self) -> list[Place]:
        """The places in the items of the script and in its own expressions, in order."""
        places = [place for item in self.reached.items for place in self._places(item)]
        for inline, links in self.reached.expressions.items():
            places += self._in(inline.node, Paths(self.reached, links, inline.scope.module))
        return places

    def allowed(self) -> str:
        """How much may be carried, to be said after how much there is."""
        return f"and {shown_size(self.limit)} may be carried"

    def _places(self, item: Item) -> Iterator[Place]:
        if item.node is None or self.reached.modules.view(item.module).is_runtime:
            return
        if not any(map(self._may_lead_to_files, item.links)):
            return  # as most code
        known = Paths(self.reached, item.links, item.module)
        if not is_search_path(item) and not _is_variable(item, known):
            yield from self._in(item.node, known)

    def _may_lead_to_files(self, link: Link) -> bool:
        """Whether a name is a path made from a `__file__`, or a module that gives a package's data."""
        target = link.target
        if isinstance(target, Imported):
            return target.top_level in GIVE_DATA
        if not isinstance(target, Global):
            return target == Builtin("__file__")
        if target not in self.leads:
            value = self.reached.modules.value(target.module, target.name)
            self.leads[target] = isinstance(value, ProjectPath) or is_beside(link)
        return self.leads[target]

    def _in(self, node: ast.AST, known: Paths) -> Iterator[Place]:
        for asked in asked_of_packages(node, known):
            yield from self._of_package(asked)
        waiting: list[tuple[ast.AST, tuple[ast.AST, ...], bool]] = []
        if known.any_is_path():
            waiting.append((node, (), False))
        while waiting:
            each, parents, is_inner = waiting.pop()
            if isinstance(each, _FUNCTIONS) and not is_inner:
                known.local, is_inner = bound_once(each), True
            if known.is_local(each):
                continue  # where the variable is used is what counts
            found = known.known(each) if isinstance(each, ast.expr) else None
            if found is None or not found.bases:
                inner = reversed(list(ast.iter_child_nodes(each)))
                waiting.extend((child, (*parents[-2:], each), is_inner) for child in inner)
                continue
            assert isinstance(each, ast.expr)
            path, wanted = _without_holes(Path(os.path.normpath(found.path)))
            if not path.is_absolute() or path in (base.path for base in found.bases):
                continue  # its name only, or a module itself
            files, reason = self._files(path, wanted)
            yield Place(
                self._shown(path),
                path,
                found.bases,
                known.module.span(each),
                files,
                reason,
                wanted=wanted,
                uses=tuple(known.uses(each)),
                links=known.every,
                is_written=is_written(each, list(parents)),
            )

    def _of_package(self, asked: Asked) -> Iterator[Place]:
        module = self.reached.modules.find(asked.package)
        if module is None:
            return
        folder = module.path if module.path.is_dir() else module.path.parent
        path = folder / asked.name if asked.name else folder
        files, reason = self._files(Path(os.path.normpath(path)))
        yield Place(
            self._shown(path), path, frozenset({module}), asked.span, files, reason, asked.package
        )

    def _shown(self, path: Path) -> str:
        return Path(os.path.relpath(path, self.root)).as_posix()

    def _files(
        self, path: Path, wanted: re.Pattern[str] | None = None
    ) -> tuple[tuple[str, ...], str]:
        """The data files at a path, itself or those below a folder; else none, and why they are not carried.

        `wanted`: what their paths from there on are like.
        """
        if self.root not in path.parents and not (wanted is not None and path == self.root):
            outside = (
                "it is the whole project" if path == self.root else "it is outside of the project"
            )
            return (), outside if path.exists() else ""
        # The project's own folder holds more than its data: environments, what was built.
        every = path.glob("*") if path == self.root else path.rglob("*")
        below = [path] if path.is_file() else sorted(every) if path.is_dir() else []
        found = [
            each
            for each in below
            if each.is_file()
            and _is_data(each, path)
            and (wanted is None or wanted.fullmatch(each.relative_to(path).as_posix()))
        ]
        if not found:
            return (), ""
        if self.limit < 0:
            return (), "nothing is to be carried"
        size = sum(each.stat().st_size for each in found)
        if size > self.limit:
            return (), f"it is {shown_size(size)}, {self.allowed()}"
        for each in found:
            if not _is_text(each):
                name = each.relative_to(self.root).as_posix()
                return (), "it is no text" if each == path else f"{name} is no text"
        return tuple(each.relative_to(self.root).as_posix() for each in found), ""


def _pattern(place: Place) -> str:
    return place.wanted.pattern if place.wanted else ""


def _is_variable(item: Item, known: Paths) -> bool:
    """Whether it only keeps a path in a variable: where that is used is what counts."""
    node = item.node
    if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
        return False
    return known.known(node.value) is not None


def _is_data(file: Path, asked: Path) -> bool:
    """A file that was asked for by name, or one that is not code, nor hidden."""
    if file == asked:
        return True
    parts = file.relative_to(asked).parts
    hidden = any(part.startswith((".", "__pycache__")) for part in parts)
    return file.suffix not in _CODE and not hidden


def _without_holes(path: Path) -> tuple[Path, re.Pattern[str] | None]:
    """The folder before the first part of a path that only the run knows, and what the rest is like.

    No pattern where the rest may be anything. Wildcards are such parts, too: `sql/*.sql` is for `glob`.
    """
    if _WILDCARDS.search(path.name) and not path.exists():
        path = Path(_WILDCARDS.sub(HOLE, str(path)))
    for index, part in enumerate(path.parts):
        if HOLE in part:
            rest = "/".join(path.parts[index:])
            pattern = ".*".join(map(re.escape, rest.split(HOLE)))
            return Path(*path.parts[:index]), None if rest == HOLE else re.compile(pattern)
    return path, None


def is_search_path(item: Item) -> bool:
    """Whether it is `sys.path.append(...)` and the like: its folder is for imports, which a script has inside."""
    return item.node is not None and _adds_to_search_path(item.node)


def _adds_to_search_path(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return all(map(_adds_to_search_path, (*node.body, *node.orelse)))
    if isinstance(node, ast.AugAssign):
        return ast.unparse(node.target) == "sys.path"
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    return is_call and ast.unparse(node.value.func).startswith("sys.path.")  # type: ignore[attr-defined]


def _is_text(file: Path) -> bool:
    try:
        return "\0" not in file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
