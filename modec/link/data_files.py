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

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from modec.evaluate.values import Environment, ProjectPath
from modec.link.file_paths import is_beside
from modec.link.file_places import Place, Places, is_search_path
from modec.link.items import Link
from modec.link.reachability import Reachability
from modec.link.symbols import Binding, Builtin, Global
from modec.source.embedding import EMBED_LIMIT, shown_size
from modec.source.program import Module
from modec.unroll.code import Runtime, code


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
        self.places = Places(reached, limit)
        self.explained: set[Module] = set()
        """The modules beside which something is that is not carried, as a finding says."""
        self.shared: set[int] = set()
        """The links that lead to carried files, by identity."""
        self.own: set[int] = set()
        """The links of `__file__` that stay the script's own path, by identity."""
        self.own_paths: dict[Global, Binding] = {}
        """Module-level paths, and the variables that have them beside the script."""

    def carry(self) -> dict[str, int]:
        uses = [(links, module) for links, module in self._linked() if self._file_links(links)]
        places = self._within_limit(_without_written(self.places.every()))
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

    def _within_limit(self, places: list[Place]) -> list[Place]:
        """The places, without files where all of them are too much."""
        total = sum(map(self._size, {name for place in places for name in place.files}))
        if total <= self.limit:
            return places
        reason = (
            f"the files that the code opens are {shown_size(total)} in all, {self.places.allowed()}"
        )
        return [
            replace(each, files=(), reason=reason if each.files else each.reason) for each in places
        ]

    def _size(self, name: str) -> int:
        return (self.root / name).stat().st_size

    def _explain(self, place: Place, carried: Mapping[Module, list[str]]) -> None:
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

    def _keep_own(self, place: Place) -> bool:
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
            if not self.reached.modules.view(item.module).is_runtime and not is_search_path(item):
                yield item.links, item.module
        for inline, links in self.reached.expressions.items():
            yield links, inline.scope.module

    def _file_links(self, links: list[Link]) -> list[int]:
        return [
            index
            for index, link in enumerate(links)
            if link.target == Builtin("__file__") or is_beside(link)
        ]

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


def _without_written(places: list[Place]) -> list[Place]:
    """The places, without files and reasons where the code writes to them: those are the run's, not the project's."""
    written = [each for each in places if each.is_written]
    return [
        replace(each, files=(), reason="") if any(map(each.is_of, written)) else each
        for each in places
    ]


def _literal(text: str) -> str:
    """A text as it would be written by hand: over several lines where nothing in it stands against that."""
    plain = all(char.isprintable() or char == "\n" for char in text)
    if "\n" in text and plain and "\\" not in text and '"""' not in text and not text.endswith('"'):
        return f'"""\\\n{text}"""'
    return repr(text)
