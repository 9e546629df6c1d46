"""What the script calls otherwise than its author did keeps the `__name__` that the author gave it, where that shows."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from modec.link.imports import is_standard
from modec.link.items import Item
from modec.link.modules import Modules
from modec.link.records import Piece
from modec.link.rewriting import expression_text
from modec.link.symbols import Imported, Product, Symbol
from modec.source.walking import walk

_NAMES = frozenset({"__name__", "__qualname__"})

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def names_are_read(items: Sequence[Item], modules: Modules) -> bool:
    """Whether code of the author's asks anything for its `__name__`: to register it, to log it."""
    return any(
        (isinstance(part, ast.Attribute) and part.attr in _NAMES)
        or (isinstance(part, ast.Constant) and part.value in ("__name__", "__qualname__"))
        for item in items
        if item.node is not None and not modules.view(item.module).is_runtime
        if any("name__" in line for line in _lines(item))
        for part in walk(item.node)
    )


def _lines(item: Item) -> list[str]:
    """The lines that it stands on in its module."""
    first = getattr(item.node, "lineno", 1)
    first = min([first, *(each.lineno for each in getattr(item.node, "decorator_list", ()))])
    return item.module.lines[first - 1 : getattr(item.node, "end_lineno", None)]


def named_as_before(
    piece: Piece, item: Item, names: Mapping[Symbol, str], read: bool
) -> Iterator[Piece]:
    """The piece, and the statements that name what it defines; `read`: something asks for names.

    A decorator sees the name, too: it is applied after the naming then. A class always prints under its author's name.
    """
    node = item.node
    symbol = item.binds[0] if item.binds else None
    if symbol is None or item.section != "code":
        yield piece
        return
    own = _own_name(item, symbol)
    decorators: list[ast.expr] = []
    if isinstance(node, Definition):
        listed = enumerate(node.decorator_list)
        decorators = [each for index, each in listed if index not in item.dropped_decorators]
    shows = isinstance(node, ast.ClassDef) or read or _leaves(item, decorators)
    if own is None or own == names[symbol] or not shows:
        yield piece
        return
    name = names[symbol]
    naming = f"{name}.__name__ = {name}.__qualname__ = {own!r}"
    if not decorators or not (read or _leaves(item, decorators)):
        yield piece
        yield dataclasses.replace(piece, node=None, binds=(), text=naming, comment="")
        return
    assert isinstance(node, Definition)
    every = frozenset(range(len(node.decorator_list)))
    rewrite = dataclasses.replace(piece.rewrite, drop_decorators=every)
    yield dataclasses.replace(piece, rewrite=rewrite)
    applied = name
    for decorator in reversed(decorators):
        applied = f"{expression_text(decorator, item.links, names)}({applied})"
    text = f"{naming}\n{name} = {applied}"
    yield dataclasses.replace(piece, node=None, binds=(), text=text, comment="")


def _own_name(item: Item, symbol: Symbol) -> str | None:
    """The `__name__` that its author knows: of a wrapper, what `functools.wraps` gave it. Lambdas have none."""
    if isinstance(item.node, ast.Lambda):
        return None
    if isinstance(symbol, Product):
        return symbol.function.__name__
    if isinstance(item.node, Definition):
        return item.node.name
    return None


def _leaves(item: Item, decorators: Sequence[ast.expr]) -> bool:
    """Whether a decorator is a third party's, which may do anything with the name."""
    inside = {id(part) for decorator in decorators for part in ast.walk(decorator)}
    return any(
        isinstance(link.symbol, Imported) and not is_standard(link.symbol.module)
        for link in item.links
        if id(link.use.node) in inside
    )
