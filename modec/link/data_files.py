"""The project's data files that shipped code opens by paths made from `__file__`: carried in the script.

Every expression of shipped code is followed that makes a path of a module's `__file__`: by itself, or through a
module-level variable (`HERE = Path(__file__).parent`). Where such paths are text files of the project (or folders
that hold some), the script carries the texts, and the `__file__` of that module becomes a path in a folder where
they are unpacked. Otherwise `__file__` stays the script's own path, and a warning says so (MD509).
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from modec.diagnostics import Span
from modec.evaluate import paths
from modec.evaluate.values import Environment, ProjectPath
from modec.link.items import Item, Link
from modec.link.reachability import Reachability
from modec.link.symbols import Binding, Builtin, Global, Imported
from modec.source.program import Module
from modec.unroll.code import Runtime, code

LIMIT = 256 * 1024
"""How many bytes of data files a script carries at most."""
_CODE = frozenset({".py", ".pyc", ".pyi", ".pyw", ".ipynb"})


@dataclass(frozen=True)
class _Known:
    """A path that the build knows, and the modules whose `__file__` it was made from."""

    path: str | PurePath
    bases: frozenset[Module] = frozenset()


@dataclass(frozen=True)
class _Place:
    """A path of shipped code, and the files that it leads to: none where they cannot be carried."""

    path: str
    bases: frozenset[Module]
    span: Span
    files: tuple[str, ...]


def carry_data_files(reached: Reachability) -> tuple[str, ...]:
    """Make the script carry the data files that its code opens. Gives their paths as they are shown, sorted.

    Adds the finding MD512 where a module's `__file__` leads to such files and to something that cannot be carried.
    """
    return _DataFiles(reached).carry()


class _DataFiles:
    def __init__(self, reached: Reachability) -> None:
        self.reached = reached
        self.root = reached.modules.program.root

    def carry(self) -> tuple[str, ...]:
        uses = [(links, module) for links, module in self._linked() if self._file_links(links)]
        places = [place for item in self.reached.items for place in self._places(item)]
        for inline, links in self.reached.expressions.items():
            places += self._in(inline.node, links, inline.scope.module)
        carried: dict[Module, list[str]] = {}
        for place in places:
            for base in sorted(place.bases, key=lambda each: each.name):
                if place.files:
                    known = carried.setdefault(base, [])
                    known.extend(name for name in place.files if name not in known)
        files = sorted({name for names in carried.values() for name in names})
        if sum((self.root / name).stat().st_size for name in files) > LIMIT:
            carried, files = {}, []
        for place in places:
            if not place.files and not place.bases.isdisjoint(carried):
                help = "take what is written, large or no text from a path in config"
                self.reached.findings.add("MD512", place.span, path=place.path, help=help)
        self._replace(uses, carried)
        return tuple(files)

    # -- what the paths lead to

    def _linked(self) -> Iterator[tuple[list[Link], Module]]:
        for item in self.reached.items:
            if not self.reached.modules.view(item.module).is_runtime and not _is_search_path(item):
                yield item.links, item.module
        for inline, links in self.reached.expressions.items():
            yield links, inline.scope.module

    def _file_links(self, links: list[Link]) -> list[int]:
        return [index for index, link in enumerate(links) if link.target == Builtin("__file__")]

    def _places(self, item: Item) -> Iterator[_Place]:
        if item.node is None or self.reached.modules.view(item.module).is_runtime:
            return
        if _is_search_path(item) or self._is_variable(item):
            return
        yield from self._in(item.node, item.links, item.module)

    def _is_variable(self, item: Item) -> bool:
        """Whether it only keeps a path in a variable: where that is used is what counts."""
        node = item.node
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
            return False
        return _Paths(self.reached, item.links, item.module).known(node.value) is not None

    def _in(self, node: ast.AST, links: list[Link], module: Module) -> Iterator[_Place]:
        known = _Paths(self.reached, links, module)
        waiting = [node] if known.any_is_path() else []
        while waiting:
            each = waiting.pop()
            found = known.known(each) if isinstance(each, ast.expr) else None
            if found is None or not found.bases:
                waiting.extend(reversed(list(ast.iter_child_nodes(each))))
                continue
            path = Path(os.path.normpath(found.path))
            if not path.is_absolute() or path in (base.path for base in found.bases):
                continue  # its name only, or a module itself
            shown = Path(os.path.relpath(path, self.root)).as_posix()
            yield _Place(shown, found.bases, module.span(each), tuple(self._files(path)))

    def _files(self, path: Path) -> Iterator[str]:
        """The data files at a path: itself, or those below a folder."""
        if self.root not in path.parents:
            return
        below = [path] if path.is_file() else sorted(path.rglob("*")) if path.is_dir() else []
        names = [each for each in below if each.is_file() and self._is_data(each, path)]
        if sum(each.stat().st_size for each in names) > LIMIT or not all(map(_is_text, names)):
            return
        yield from (each.relative_to(self.root).as_posix() for each in names)

    def _is_data(self, file: Path, asked: Path) -> bool:
        """A file that was asked for by name, or one that is not code, nor hidden."""
        if file == asked:
            return True
        parts = file.relative_to(asked).parts
        hidden = any(part.startswith((".", "__pycache__")) for part in parts)
        return file.suffix not in _CODE and not hidden

    # -- what becomes of `__file__`

    def _replace(
        self, uses: list[tuple[list[Link], Module]], carried: Mapping[Module, list[str]]
    ) -> None:
        symbols: dict[Module, Binding] = {}
        for links, module in uses:
            for index in self._file_links(links):
                link = links[index]
                if module not in carried:
                    span = module.span(link.use.node)
                    self.reached.findings.add("MD509", span, module=module.display)
                    continue
                if module not in symbols:
                    symbols[module] = self._path_variable(module, carried[module])
                links[index] = Link(link.use, symbols[module], link.consumed)
        self.reached.run()

    def _path_variable(self, module: Module, files: list[str]) -> Binding:
        """The variable that stands for the module's `__file__`."""
        texts = {name: (self.root / name).read_bytes().decode("utf-8") for name in files}
        body = ", ".join(f"{name!r}: {_literal(text)}" for name, text in texts.items())
        environment = self.reached.modules.environments.get(module.name) or Environment(module)
        symbol = Binding(environment, "__file__", None, f"{module.path.stem}_path")
        call = code(Runtime("files", "unpacked"), f"({module.display!r}, {{{body}}})")
        self.reached.add_code(symbol, call)
        return symbol


class _Paths:
    """Follows the expressions of one piece of shipped code."""

    def __init__(self, reached: Reachability, links: list[Link], module: Module) -> None:
        self.reached = reached
        self.module = module
        self.links = {id(link.use.node): link for link in links}
        self.names = {id(_root(link.use.node)): link for link in links}

    def any_is_path(self) -> bool:
        """Whether any name in it is a path that was made from a `__file__`: most code has none."""
        return any(known.bases for known in map(self._of, self.links.values()) if known)

    def known(self, node: ast.expr) -> _Known | None:
        """The path or text that an expression is; None where the build does not know."""
        match node:
            case ast.Constant(value=str(text)):
                return _Known(text)
            case ast.Name():
                return self._variable(node)
            case ast.Attribute(value=owner, attr=name):
                return self._attribute(self.known(owner), name)
            case ast.Subscript(
                value=ast.Attribute(value=owner, attr="parents"),
                slice=ast.Constant(value=int(number)),
            ):
                path = self.known(owner)
                if path is None or not isinstance(path.path, PurePath):
                    return None
                return (
                    _Known(path.path.parents[number], path.bases)
                    if number < len(path.path.parents)
                    else None
                )
            case ast.BinOp(left=left, op=ast.Div() | ast.Add() as op, right=right):
                return _combined(op, self.known(left), self.known(right))
            case ast.Call(func=function, args=arguments, keywords=[]):
                return self._call(function, [self.known(each) for each in arguments])
        return None

    def _variable(self, node: ast.Name) -> _Known | None:
        link = self.names.get(id(node))
        return None if link is None else self._of(link)

    def _of(self, link: Link) -> _Known | None:
        """What a name is, whatever is read from it."""
        if link.target == Builtin("__file__"):
            return _Known(str(self.module.path), frozenset({self.module}))
        if isinstance(link.target, Global):
            environment = self.reached.modules.environments.get(link.target.module.name)
            value = environment.variables.get(link.target.name) if environment else None
            if isinstance(value, ProjectPath):
                return _Known(value.path, frozenset({value.scope.module}))
            if isinstance(value, str):
                return _Known(value)
        return None

    def _attribute(self, owner: _Known | None, name: str) -> _Known | None:
        if owner is None or not isinstance(owner.path, PurePath) or name not in paths.ATTRIBUTES:
            return None
        return _Known(getattr(owner.path, name), owner.bases)

    def _call(self, function: ast.expr, arguments: list[_Known | None]) -> _Known | None:
        given = [each for each in arguments if each is not None]
        if len(given) != len(arguments):
            return None
        if isinstance(function, ast.Attribute) and (owner := self.known(function.value)):
            method = paths.METHODS.get(function.attr)
            if method is None or not isinstance(owner.path, PurePath):
                return None
            return _applied(method, [owner, *given])
        link = self.links.get(id(function))
        if link is None:
            return None
        called: Any = None
        if isinstance(link.target, Imported):
            target = link.target
            path = (*((target.name,) if target.name else ()), *link.use.path)
            called = paths.FUNCTIONS.get((target.module, path))
        elif isinstance(link.target, Global) and link.target.name == "file_relative_path":
            called = lambda file, name: os.path.join(os.path.dirname(file), name)  # noqa: E731
        elif link.target == Builtin("str"):
            called = str
        return None if called is None else _applied(called, given)


def _applied(function: Any, given: list[_Known]) -> _Known | None:
    try:
        made = function(*(each.path for each in given))
    except (TypeError, ValueError):
        return None
    bases = frozenset(base for each in given for base in each.bases)
    return _Known(made, bases) if isinstance(made, (str, PurePath)) else None


def _combined(op: ast.operator, left: _Known | None, right: _Known | None) -> _Known | None:
    if left is None or right is None:
        return None
    if isinstance(op, ast.Div) and isinstance(left.path, PurePath):
        return _applied(lambda a, b: a / b, [left, right])
    if isinstance(op, ast.Add):
        return _applied(lambda a, b: a + b, [left, right])
    return None


def _root(node: ast.expr) -> ast.expr:
    """The name that a chain of attributes begins with."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node


def _is_search_path(item: Item) -> bool:
    """Whether it is `sys.path.append(...)` and the like: its folder is for imports, which a script has inside."""
    node = item.node
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func).startswith("sys.path.")
    )


def _is_text(file: Path) -> bool:
    try:
        return "\0" not in file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _literal(text: str) -> str:
    """A text as it would be written by hand: over several lines where nothing in it stands against that."""
    plain = all(char.isprintable() or char == "\n" for char in text)
    if "\n" in text and plain and "\\" not in text and '"""' not in text and not text.endswith('"'):
        return f'"""\\\n{text}"""'
    return repr(text)
