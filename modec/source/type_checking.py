"""What stands under `if TYPE_CHECKING`: never executed, and so no part of a program.

`modec.lower.type_checking` takes the same statements out of the texts.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

NAME = "TYPE_CHECKING"
_BLOCKS = ("body", "orelse", "finalbody")


def without_type_checking(tree: ast.Module) -> None:
    """Put what is executed in the place of each `if TYPE_CHECKING`, at any depth of a module."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        for name in _BLOCKS:
            block = getattr(node, name, None)
            if not isinstance(block, list):
                continue
            kept = list(_executed(block))
            if len(kept) != len(block) or any(a is not b for a, b in zip(kept, block)):
                if not kept and name != "orelse" and node is not tree:
                    kept = [ast.copy_location(ast.Pass(), block[0])]
                setattr(node, name, kept)
            waiting.extend(kept)
        waiting.extend(getattr(node, "handlers", ()))
        waiting.extend(getattr(node, "cases", ()))


def _executed(block: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in block:
        holds = _holds(node.test) if isinstance(node, ast.If) else None
        if holds is None or not isinstance(node, ast.If):
            yield node
        else:
            yield from _executed(node.body if holds else node.orelse)


def _holds(test: ast.expr) -> bool | None:
    """Whether a condition that `TYPE_CHECKING` decides holds; None for others."""
    match test:
        case ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"):
            return False
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _holds(operand)
            return None if inner is None else not inner
        case ast.BoolOp(op=operation, values=[first, *_]):
            ends = isinstance(operation, ast.Or)
            return ends if _holds(first) is ends else None
    return None
