"""Walking syntax: as `ast` does it, at half the cost, since all of a program is walked more than once.

What stands for no place of its own in the text (contexts and operators) is left out.
"""

from __future__ import annotations

import ast
from collections import deque
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
_BLOCKS = ("body", "cases", "handlers", "orelse", "finalbody")
"""Fields that hold statements, in the order in which they stand in every kind of node that has several."""
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
        if type(value) is list:
            for each in value:
                if isinstance(each, ast.AST):
                    found.append(each)
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def statements(tree: ast.Module) -> Iterator[ast.AST]:
    """The statements of a module at all depths, in the order of `ast.walk`: handlers and cases stand among them."""
    waiting: deque[ast.AST] = deque(tree.body)
    while waiting:
        node = waiting.popleft()
        yield node
        for name in _BLOCKS:
            waiting.extend(getattr(node, name, ()))


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
        try:
            method = self._methods[kind]
        except KeyError:
            method = getattr(type(self), f"visit_{kind.__name__}", type(self).generic_visit)
            self._methods[kind] = method
        method(self, node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Nothing: it holds nothing."""

    def generic_visit(self, node: ast.AST) -> None:
        """Visit what the node holds."""
        methods = self._methods
        for child in children(node):
            kind = type(child)
            if kind is ast.Constant:
                continue
            if kind in methods:
                methods[kind](self, child)
            else:
                self.visit(child)
