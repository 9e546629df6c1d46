"""What reading gives: modules with their syntax, found lazily as imports lead to them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from modec.diagnostics import Span


@dataclass(eq=False)
class Module:
    """One first-party module.

    `name` is its dotted name as the project imports it, `display` its path as shown to people (relative
    to the project's root, forward slashes). `text` has `\\n` line endings whatever the file has.
    """

    name: str
    path: Path
    display: str
    text: str
    tree: ast.Module
    is_package: bool = False
    known: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)
    """What stages have found out about its text, by what they asked: kept as long as the text is."""

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, without their ends."""
        return self.text.split("\n")

    @cached_property
    def has_walrus(self) -> bool:
        """Whether an expression may bind a name: a `:=` stands in the text, be it in a slice or a string."""
        return ":=" in self.text

    @cached_property
    def has_yield(self) -> bool:
        """Whether a function may be a generator: the word stands in the text."""
        return "yield" in self.text

    @property
    def package(self) -> str:
        """What a relative import of level 1 starts from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    def span(self, node: ast.AST) -> Span:
        """The place of a node of this module."""
        return Span.of(self.display, node)


@dataclass(eq=False)
class Program:
    """The project as far as it is reached: `entry` is the module that was named, the others come as asked for."""

    entry: Module
    root: Path
    finder: Callable[[str], Module | None]
    """Finds a first-party module by its absolute dotted name, None for a third-party one."""
    modules: dict[str, Module] = field(default_factory=dict)
    add_root: Callable[[Path, int | None], None] = lambda folder, index: None
    """Has modules looked for in one more folder, too: at an index of the search path, or last."""
    libraries: tuple[Path, ...] = ()
    """The folders that libraries over dagster are read from; their modules' paths are shown from there."""

    def find(self, name: str) -> Module | None:
        """The first-party module of that absolute dotted name, or None when it isn't the project's.

        Raises `Refused` when the file is there and cannot be read or parsed.
        """
        if name not in self.modules:
            above = self.modules.get(name.rpartition(".")[0])
            if above is not None and not above.is_package:
                return None  # nothing is in a module that is a file
            found = self.finder(name)
            if found is None:
                return None
            self.modules[name] = found
        return self.modules[name]
