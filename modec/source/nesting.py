"""Code that nests deeper than the build can follow: which, and what is said of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from modec.diagnostics import InternalError, refuse
from modec.source.program import Program

DEEP = 150
"""Levels of syntax that nobody writes by hand, and that are not the reason of an endless recursion."""


@contextmanager
def nesting_refused(program: Program) -> Iterator[None]:
    """Inside, running out of Python's recursion is a finding about the deepest code of the program (`Refused`, MD006).

    Raises `InternalError` where none of its code is that deep.
    """
    try:
        yield
    except RecursionError as error:
        modules = [module for _, module in sorted(program.modules.items())]
        found = [(*deepest(module.tree), module) for module in modules]
        depth, statement, module = max(found, key=lambda each: each[0])
        if depth < DEEP or statement is None:
            raise InternalError(f"endless recursion: {error}") from error
        refuse(
            "MD006",
            module.span(statement),
            reason=f"this nests too deeply for the build to follow: {depth} levels",
            help="make it several statements, or data that a loop goes through",
        )


def deepest(tree: ast.Module) -> tuple[int, ast.stmt | None]:
    """How deep the syntax of a module nests, and the innermost statement in which it does so."""
    depth, where = 0, None
    waiting: list[tuple[ast.AST, int, ast.stmt | None]] = [(tree, 0, None)]
    while waiting:
        node, level, statement = waiting.pop()
        if isinstance(node, ast.stmt) and not isinstance(node, ast.If):
            statement = node
        if level > depth:
            depth, where = level, statement
        # `a and b and c` is flat here, and not where it is rewritten
        width = len(node.values) if isinstance(node, ast.BoolOp) else 1
        waiting += [(child, level + width, statement) for child in ast.iter_child_nodes(node)]
    return depth, where
