"""Operators that the author's classes define: `__add__`, `__rshift__`, `__eq__`, `__lt__`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from modec.evaluate import attributes
from modec.evaluate.values import Environment, UserInstance, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.LShift: "lshift",
    ast.RShift: "rshift",
    ast.BitOr: "or",
    ast.BitAnd: "and",
    ast.BitXor: "xor",
    ast.MatMult: "matmul",
}
_UNARY: dict[type[ast.unaryop], str] = {ast.USub: "neg", ast.UAdd: "pos", ast.Invert: "invert"}
_COMPARED: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("eq", "eq"),
    ast.Lt: ("lt", "gt"),
    ast.Gt: ("gt", "lt"),
    ast.LtE: ("le", "ge"),
    ast.GtE: ("ge", "le"),
}


def binary(
    machine: Machine,
    op: ast.operator,
    left: Value,
    right: Value,
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """`left op right` by a method of the left one's class, or of the right one's; None where there is none."""
    name = _BINARY[type(op)]
    made = _asked(machine, left, f"__{name}__", right, node, scope)
    if made is None and not _is_kind_of(left, right):
        made = _asked(machine, right, f"__r{name}__", left, node, scope)
    return made


def unary(
    machine: Machine, op: ast.unaryop, operand: Value, node: ast.expr, scope: Environment
) -> Value | None:
    """`-operand` by a method of its class; None where there is none."""
    name = f"__{_UNARY[type(op)]}__" if type(op) in _UNARY else ""
    return attributes.special(machine, operand, name, [], node, scope) if name else None


def compared(
    machine: Machine, op: ast.cmpop, left: Value, right: Value, node: ast.expr, scope: Environment
) -> Value | None:
    """`left op right` by a method of the left one's class, or else of the right one's; None where there is none."""
    if type(op) not in _COMPARED:
        return None
    name, mirrored = _COMPARED[type(op)]
    made = _asked(machine, left, f"__{name}__", right, node, scope)
    if made is None and not _is_kind_of(left, right):
        made = _asked(machine, right, f"__{mirrored}__", left, node, scope)
    return made


def _asked(
    machine: Machine, owner: Value, name: str, other: Value, node: ast.expr, scope: Environment
) -> Value | None:
    made = attributes.special(machine, owner, name, [other], node, scope)
    return None if made is NotImplemented else made


def _is_kind_of(left: Value, right: Value) -> bool:
    """Whether the left one has been asked already: both are of one class."""
    return (
        isinstance(left, UserInstance) and isinstance(right, UserInstance) and left.cls is right.cls
    )
