"""How deep code nests, and where."""

from __future__ import annotations

import ast

FLATTER = "make it several statements, or data that a loop goes through"
"""What helps where it is too deep."""


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
