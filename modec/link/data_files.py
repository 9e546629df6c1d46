"""The project's data files that shipped code opens: carried in the script.

Every expression of shipped code is followed that makes a path of a module's `__file__` (by itself, or through a module-level
variable: `HERE = Path(__file__).parent`), and every call that asks for the data of a package (`importlib.resources`,
`pkgutil.get_data`, `pkg_resources`). Where they lead to text files of the project, or to folders that hold some, the
script carries the texts: the `__file__` of that module becomes a path in a folder where they are unpacked, and the
package can be found there. A file that is there and cannot be carried is a warning, which says why (MD513).
Elsewhere `__file__` stays the script's own path, and a warning says so (MD509): so what the code writes is found beside
the script. Where a path of that kind was made by other code, which makes paths of carried files, too, and the build does
not know that path, the two cannot be told apart, and it is refused (MD512).
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from modec.diagnostics import Span
from modec.evaluate.values import Environment, ProjectPath
from modec.link.file_paths import HOLE, Paths, bound_once, is_beside
from modec.link.items import Item, Link
from modec.link.package_data import GIVE_DATA, Asked, asked_of_packages
from modec.link.reachability import Reachability
from modec.link.symbols import Binding, Builtin, Global, Imported
from modec.link.written_files import is_written
from modec.source.embedding import EMBED_LIMIT, shown_size
from modec.source.program import Module
from modec.unroll.code import Runtime, code

_WILDCARDS = re.compile(r"\*+|\?|\[[^]]*\]")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_CODE = frozenset({".py", ".pyc", ".pyi", ".pyw", ".ipynb"})


@dataclass(frozen=True)
class _Place:
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

    def is_of(self, other: _Place) -> bool:
        """Whether it leads to what the other place leads to, or to one of the files there."""
        if self.absolute == other.absolute:
            return _pattern(self) == _pattern(other)
        if self.wanted or not other.wanted or other.absolute not in self.absolute.parents:
            return False
        below = self.absolute.relative_to(other.absolute).as_posix()
        return other.wanted.fullmatch(below) is not None


def carry_data_files(reached: Reachability, limit: int = EMBED_LIMIT) -> dict[str, int]:
    """Make the script carry the data files that its code opens, up to `limit` bytes in all, none if it is negative.

    Gives their sizes by the paths that they are shown under, sorted. Adds the warning MD513 for what is there and not
    carried, and the finding MD512 where a module's `__file__` leads to such files and to something that cannot be carried.
    """
    return _DataFiles(reached, limit).carry()


class _DataFiles:
    def __init__(self, reached: Reachability, limit: int) -> None:
        self.reached = reached
        self.root = reached.modules.program.root
        self.limit = limit
        self.explained: set[Module] = set()
        """The modules beside which something is that is not carried, as a finding says."""
        self.shared: set[int] = set()
        """The links that lead to carried files, by identity."""
        self.leads: dict[Global, bool] = {}
        """The module-level variables that were asked about, and whether they may lead to files."""
        self.own: set[int] = set()
        """The links of `__file__` that stay the script's own path, by identity."""
        self.own_paths: dict[Global, Binding] = {}
        """Module-level paths, and the variables that have them beside the script."""

    def carry(self) -> dict[str, int]:
        uses = [(links, module) for links, module in self._linked() if self._file_links(links)]
        places = [place for item in self.reached.items for place in self._places(item)]
        for inline, links in self.reached.expressions.items():
            places += self._in(inline.node, Paths(self.reached, links, inline.scope.module))
        places = self._within_limit(_without_written(places))
        self.shared = {id(link) for place in places if place.files for link in place.uses}
        carried: dict[Module, list[str]] = {}
        packages: dict[tuple[str, Module], list[str]] = {}
        for place in places:
            for base in sorted(place.bases, key=lambda each: each.name) if place.files else ():
                known = (
                    packages.setdefault((place.package, base), [])
                    if place.package
                    else carried.setdefault(base, [])
                )
                known.extend(name for name in place.files if name not in known)
        for place in places:
            if not place.files:
                self._explain(place, carried)
        self._replace(uses, carried)
        for (name, module), files in sorted(packages.items(), key=lambda each: each[0][0]):
            self._add_package(name, module, files)
        self.reached.run()
        every = {name for names in (*carried.values(), *packages.values()) for name in names}
        return {name: self._size(name) for name in sorted(every)}

    def _within_limit(self, places: list[_Place]) -> list[_Place]:
        """The places, without files where all of them are too much."""
        total = sum(map(self._size, {name for place in places for name in place.files}))
        if total <= self.limit:
            return places
        reason = f"the files that the code opens are {shown_size(total)} in all, {self._allowed()}"
        return [
            replace(each, files=(), reason=reason if each.files else each.reason) for each in places
        ]

    def _allowed(self) -> str:
        return f"and {shown_size(self.limit)} may be carried"

    def _size(self, name: str) -> int:
        return (self.root / name).stat().st_size

    def _explain(self, place: _Place, carried: Mapping[Module, list[str]]) -> None:
        """Say what is not carried, and why; its path is made from the script's own."""
        if not place.package and not place.bases.isdisjoint(carried):
            if not self._keep_own(place):
                help = "take what is written, large or no text from a path in config"
                self.reached.findings.add("MD512", place.span, path=place.path, help=help)
        elif place.reason:
            self.explained.update(place.bases)
            help = "build with --embed and a larger size, or take the path from config"
            self.reached.findings.add(
                "MD513", place.span, path=place.path, reason=place.reason, help=help
            )

    def _keep_own(self, place: _Place) -> bool:
        """Make a path from the script's own beside others that lead to carried files; False where that can't be done."""
        known = {id(link): self._own_path(link) for link in place.uses}
        if not known or None in known.values() or not self.shared.isdisjoint(known):
            return False
        for index, link in enumerate(place.links):
            if id(link) not in known:
                continue
            path = known[id(link)]
            if isinstance(path, Binding):
                place.links[index] = Link(link.use, path, link.consumed)
            else:
                self.own.add(id(link))
        for base in sorted(place.bases, key=lambda each: each.name):
            self.reached.findings.add("MD509", place.span, module=base.display)
        return True

    def _own_path(self, link: Link) -> Binding | bool | None:
        """What gives the path that a name stands for: the name as it is (True), or a variable; None if nothing does."""
        if link.target == Builtin("__file__") or is_beside(link):
            return True
        if not isinstance(link.target, Global):
            return None
        environment = self.reached.modules.environments[link.target.module.name]
        value = environment.variables.get(link.target.name)
        if not isinstance(value, ProjectPath):
            return None
        if link.target not in self.own_paths:
            file = value.scope.module.path
            relative = Path(os.path.relpath(value.path, file.parent)).as_posix()
            make = "script_relative_text" if isinstance(value.path, str) else "script_relative"
            symbol = Binding(environment, link.target.name, None, f"script_{link.target.name}")
            self.reached.add_code(symbol, code(Runtime("files", make), f"({relative!r})"))
            self.own_paths[link.target] = symbol
        return self.own_paths[link.target]

    # -- what the paths lead to

    def _linked(self) -> Iterator[tuple[list[Link], Module]]:
        for item in self.reached.items:
            if not self.reached.modules.view(item.module).is_runtime and not _is_search_path(item):
                yield item.links, item.module
        for inline, links in self.reached.expressions.items():
            yield links, inline.scope.module

    def _file_links(self, links: list[Link]) -> list[int]:
        return [
            index
            for index, link in enumerate(links)
            if link.target == Builtin("__file__") or is_beside(link)
        ]

    def _places(self, item: Item) -> Iterator[_Place]:
        if item.node is None or self.reached.modules.view(item.module).is_runtime:
            return
        if not any(map(self._may_lead_to_files, item.links)):
            return  # as most code
        known = Paths(self.reached, item.links, item.module)
        if not _is_search_path(item) and not _is_variable(item, known):
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

    def _in(self, node: ast.AST, known: Paths) -> Iterator[_Place]:
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
            yield _Place(
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

    def _of_package(self, asked: Asked) -> Iterator[_Place]:
        module = self.reached.modules.find(asked.package)
        if module is None:
            return
        folder = module.path if module.path.is_dir() else module.path.parent
        path = folder / asked.name if asked.name else folder
        files, reason = self._files(Path(os.path.normpath(path)))
        yield _Place(
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
            return (), f"it is {shown_size(size)}, {self._allowed()}"
        for each in found:
            if not _is_text(each):
                name = each.relative_to(self.root).as_posix()
                return (), "it is no text" if each == path else f"{name} is no text"
        return tuple(each.relative_to(self.root).as_posix() for each in found), ""

    # -- what becomes of `__file__`, and of packages

    def _replace(
        self, uses: list[tuple[list[Link], Module]], carried: Mapping[Module, list[str]]
    ) -> None:
        symbols: dict[tuple[Module, bool], Binding] = {}
        for links, module in uses:
            for index in self._file_links(links):
                link = links[index]
                if id(link) in self.own:
                    continue
                if module not in carried:
                    if module in self.explained:
                        continue
                    span = module.span(link.use.node)
                    self.reached.findings.add("MD509", span, module=module.display)
                    continue
                key = (module, is_beside(link))
                if key not in symbols:
                    symbols[key] = self._path_variable(module, carried[module], is_beside(link))
                links[index] = Link(link.use, symbols[key], link.consumed)

    def _path_variable(self, module: Module, files: list[str], beside: bool) -> Binding:
        """The variable that stands for the module's `__file__`, or for `script_relative_path` in it."""
        name, made_by, hint = (
            ("script_relative_path", "relative_to", "relative_path")
            if beside
            else ("__file__", "unpacked", "path")
        )
        symbol = Binding(self._scope(module), name, None, f"{module.path.stem}_{hint}")
        call = code(Runtime("files", made_by), f"({module.display!r}, {self._texts(files)})")
        self.reached.add_code(symbol, call)
        return symbol

    def _add_package(self, name: str, module: Module, files: list[str]) -> None:
        """Let a package be found that is asked for its data by name."""
        hint = f"{name.rpartition('.')[2]}_package"
        display = module.display if module.path.suffix == ".py" else f"{module.display}/__init__.py"
        call = code(Runtime("files", "package"), f"({name!r}, {display!r}, {self._texts(files)})")
        self.reached.add_code(Binding(self._scope(module), name, None, hint), call)

    def _scope(self, module: Module) -> Environment:
        return self.reached.modules.environments.get(module.name) or Environment(module)

    def _texts(self, files: list[str]) -> str:
        texts = {name: (self.root / name).read_bytes().decode("utf-8") for name in files}
        return "{" + ", ".join(f"{name!r}: {_literal(text)}" for name, text in texts.items()) + "}"


def _without_written(places: list[_Place]) -> list[_Place]:
    """The places, without files and reasons where the code writes to them: those are the run's, not the project's."""
    written = [each for each in places if each.is_written]
    return [
        replace(each, files=(), reason="") if any(map(each.is_of, written)) else each
        for each in places
    ]


def _pattern(place: _Place) -> str:
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
