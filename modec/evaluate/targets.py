"""Assignment to targets: names, attributes, subscripts, and sequences of them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from modec.evaluate import stores
from modec.evaluate.fields import tuple_of
from modec.evaluate.iteration import drawn, elements
from modec.evaluate.names import bind
from modec.evaluate.residuals import computed, needed
from modec.evaluate.signals import Raised
from modec.evaluate.values import Computed, Environment, GlobalRef, Residual, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def assign(machine: Machine, target: ast.expr, value: Value, scope: Environment) -> None:
    """Store `value` in a target. Raises `Raised` where unpacking does not fit."""
    if isinstance(target, ast.Name):
        bind(machine, scope, target.id, value)
    elif isinstance(target, (ast.Tuple, ast.List)):
        _unpack(machine, target, value, scope)
    elif isinstance(target, ast.Starred):
        assign(machine, target.value, value, scope)
    elif isinstance(target, ast.Attribute):
        stores.store(machine, target, value, scope)
    elif isinstance(target, ast.Subscript):
        stores.store_item(machine, target, value, scope)


def _unpack(
    machine: Machine, target: ast.Tuple | ast.List, value: Value, scope: Environment
) -> None:
    value = drawn(value)
    if isinstance(value, Residual) and tuple_of(value) is None:
        for index, part in enumerate(target.elts):
            assign(machine, part, _part(value, index, part, target.elts, scope), scope)
        return
    items = elements(machine, value, target, scope)
    starred = [i for i, part in enumerate(target.elts) if isinstance(part, ast.Starred)]
    wanted = len(target.elts)
    span = scope.module.span(target)
    if starred:
        if len(items) < wanted - 1:
            error = (
                f"not enough values to unpack (expected at least {wanted - 1}, got {len(items)})"
            )
            raise Raised(ValueError(error), span)
        first = starred[0]
        last = len(items) - (wanted - first - 1)
        items = [*items[:first], items[first:last], *items[last:]]
    elif len(items) != wanted:
        few = len(items) < wanted
        error = f"not enough values to unpack (expected {wanted}, got {len(items)})"
        raise Raised(
            ValueError(error if few else f"too many values to unpack (expected {wanted})"), span
        )
    for part, item in zip(target.elts, items):
        assign(machine, part, item, scope)


def _part(
    value: Residual, index: int, part: ast.expr, parts: Sequence[ast.expr], scope: Environment
) -> Value:
    """The element of an unpacked residual, as an expression of its own."""
    if isinstance(part, ast.Name) and scope.parent is None:
        return GlobalRef(scope.module, part.id, value.span, value.reason, value.cause, value.help)
    if not isinstance(value, Computed):
        return value
    lower = ast.Constant(index)
    if any(isinstance(each, ast.Starred) for each in parts):
        raise needed(value, "what a star takes part of", scope.module.span(part))
    node = ast.Subscript(value.node, lower, ast.Load())
    ast.copy_location(node, value.node)
    ast.copy_location(lower, value.node)
    return computed(node, value.scope, [value])
