"""Walking syntax: as `ast` does it, at half the cost, since all of a program is walked more than once.

What stands for no place of its own in the text (contexts and operators) is left out.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

_NO_NODES = frozenset(
    {
        "arg",
        "asname",
        "attr",
        "conversion",
        "ctx",
        "id",
        "is_async",
        "kind",
        "level",
        "module",
        "op",
        "ops",
        "simple",
        "type_comment",
    }
)
"""Fields that hold text, numbers, contexts and operators, in whatever kind of node."""


_LEAVES = (ast.Name, ast.Constant)
"""Kinds of nodes that hold no others: half of all."""
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}
"""The fields of each kind of node that can hold nodes."""


def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    if kind not in _FIELDS:
        constant = issubclass(kind, (ast.Constant, ast.MatchSingleton))
        names = () if constant else kind._fields
        _FIELDS[kind] = tuple(name for name in names if name not in _NO_NODES)
    return _FIELDS[kind]


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes right below a node, in the order of its fields."""
    found: list[ast.AST] = []
    kind = type(node)
    for name in _FIELDS[kind] if kind in _FIELDS else _fields(kind):
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            found.append(value)
        elif value and isinstance(value, list):
            found += [each for each in value if isinstance(each, ast.AST)]
    return found


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, each before what it holds."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _LEAVES):
            waiting += children(node)


class Visitor:
    """`ast.NodeVisitor`, but that it looks for the method of a kind of node once."""

    _methods: dict[type[ast.AST], Callable[[Any, Any], None]]

    def __init_subclass__(cls) -> None:
        cls._methods = {}

    def visit(self, node: ast.AST) -> None:
        """Call `visit_KIND` for the node, `generic_visit` where there is none."""
        kind = type(node)
        if kind not in self._methods:
            named: Callable[[Any, Any], None]
            named = getattr(type(self), f"visit_{kind.__name__}", type(self).generic_visit)
            self._methods[kind] = named
        self._methods[kind](self, node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Nothing: it holds nothing."""

    def generic_visit(self, node: ast.AST) -> None:
        """Visit what the node holds."""
        for child in children(node):
            self.visit(child)
