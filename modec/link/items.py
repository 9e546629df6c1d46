"""What the linker has decided to ship, before its names are settled."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from modec.link.facts import Facts, InnerImport, Place, Use
from modec.link.symbols import (
    Binding,
    Global,
    Imported,
    Namespace,
    Nested,
    Product,
    Symbol,
    Target,
)
from modec.link.views import Statement
from modec.source.program import Module
from modec.unroll.code import Code

SYMBOLS = (Global, Imported, Product, Nested, Binding, Namespace)


class Link:
    """A use of a name, and what it means. Nobody changes it; it is not frozen because so many are made."""

    __slots__ = ("consumed", "symbol", "target", "use")

    def __init__(self, use: Use, target: Target, consumed: int = 0) -> None:
        self.use = use
        self.target = target
        self.consumed = consumed
        """How many attributes of the use's path led there."""
        self.symbol: Symbol | None = target if isinstance(target, SYMBOLS) else None
        """The symbol that it names, if it is one."""


@dataclass(frozen=True, eq=False)
class InnerLink:
    """An import statement below the top level, and what the names that it binds mean."""

    inner: InnerImport
    targets: tuple[tuple[str, Target], ...]
    fails: str = ""
    """What Python says of it, where it asks a module for a name that this has only later, or never; `targets` are those before."""


@dataclass(eq=False)
class Item:
    """One piece to be: a statement, a factory's product, an import or a captured object.

    `rank` is its place in the order in which importing the author's entry module executes things.
    """

    module: Module
    node: ast.stmt | ast.Lambda | None
    rank: tuple[int, ...]
    section: str
    binds: tuple[Symbol, ...] = ()
    statement: Statement | None = None
    facts: Facts = field(default_factory=Facts)
    links: list[Link] = field(default_factory=list)
    inner: list[InnerLink] = field(default_factory=list)
    captured: dict[str, Any] = field(default_factory=dict)
    dropped_decorators: frozenset[int] = frozenset()
    dropped_members: frozenset[int] = frozenset()
    dropped_annotations: frozenset[Place] = frozenset()
    code: Code | None = None
    """What a captured object is made by."""
    code_needs: tuple[Symbol, ...] = ()
    """What that code refers to."""
    held: dict[str, Symbol] = field(default_factory=dict)
    """Of a namespace: its names, and what they are."""
    absent: dict[str, None] = field(default_factory=dict)
    """Of a namespace: the names that a script has nothing for."""
    stored: dict[str, None] = field(default_factory=dict)
    """Of a namespace: the names that code assigns through it."""
    is_findable: bool = False
    """Of a namespace: code asks for it by its name."""
    objects: frozenset[tuple[ast.stmt, str]] = frozenset()
    """The imports below the top level, with the names they bind, that bind modules which are used as values."""
    is_late: bool = False
    """Its module is one that only functions import."""
    is_effect: bool = False
    """It ships for what it does, and what is imported after it may depend on that."""
    renamed_import: tuple[str, Target] | None = None
    """A re-binding of an imported name: `name = target`."""
    targets: frozenset[str] | None = None
    starred: dict[str, None] = field(default_factory=dict)
    """The names that star imports in its blocks bind in the script."""
    star: str | None = None
    """The module of a third party's star import."""

    @property
    def needs(self) -> Iterator[tuple[Symbol, bool, bool]]:
        """What it uses: (symbol, whether while it is executed, whether only as a base class)."""
        for symbol in self.code_needs:
            yield symbol, True, False
        for symbol in self.held.values():
            yield symbol, False, False
        for link in self.links:
            named, use = link.symbol, link.use
            if named is not None and (use.imported is None or link.consumed):
                yield named, use.eager, use.inherits
        for inner in self.inner:
            for _, target in inner.targets:
                if isinstance(target, SYMBOLS) and not isinstance(target, Imported):
                    yield target, inner.inner.scope != "function", False
        if self.renamed_import is not None and isinstance(self.renamed_import[1], SYMBOLS):
            yield self.renamed_import[1], True, False
