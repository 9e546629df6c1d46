"""What the text of an expression says of the names it is made of: `a.b.c`, `TABLES[0].append`, `register("x")(f)`."""

from __future__ import annotations

import ast

PARTS = (ast.Attribute, ast.Subscript)
"""What takes a part of an object."""
RESULTS = (ast.Attribute, ast.Subscript, ast.Call)
"""And what a part, once it is called, gives."""


def attributes(node: ast.expr) -> tuple[ast.expr, tuple[str, ...]]:
    """What a chain of attributes begins with, and the attributes: the expression itself where it is no chain."""
    path: list[str] = []
    while isinstance(node, ast.Attribute):
        path.append(node.attr)
        node = node.value
    return node, tuple(reversed(path))


def dotted(node: ast.expr) -> tuple[str, ...]:
    """The name and the attributes that an expression consists of; empty where it is anything else."""
    first, path = attributes(node)
    return (first.id, *path) if isinstance(first, ast.Name) else ()


def start(node: ast.expr, through: tuple[type[ast.expr], ...] = RESULTS) -> ast.expr:
    """What an expression starts from, once the attributes, items and calls on the way are taken off.

    `through` says which of these are: `PARTS` are of the object itself, what a call gives may be of another.
    """
    while isinstance(node, through):
        node = node.func if isinstance(node, ast.Call) else node.value  # type: ignore[attr-defined]
    return node


def start_name(node: ast.expr, through: tuple[type[ast.expr], ...] = RESULTS) -> str:
    """The name that an expression starts from; empty where it starts from none."""
    first = start(node, through)
    return first.id if isinstance(first, ast.Name) else ""


def last_name(node: ast.AST | None) -> str:
    """The last name of a function, class or decorator as it is written: `c` of `a.b.c` and of `c`; empty without one."""
    name = getattr(node, "attr", None) or getattr(node, "id", None)
    return name if isinstance(name, str) else ""
