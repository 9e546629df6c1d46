"""Annotations: evaluated where they stand, text parsed first."""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING

from modec.diagnostics import Refused
from modec.evaluate.signals import Raised, Unfollowed
from modec.evaluate.values import Environment, GlobalRef, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

EMPTY = inspect.Parameter.empty


def annotation(machine: Machine, node: ast.expr | None, scope: Environment) -> Value:
    """The value of an annotation.

    Text may name what is bound further down (a reference to it then), or only for type checkers: that
    says nothing to the run, and counts as no annotation.
    """
    if node is None:
        return EMPTY
    text = None
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = _parsed(node.value, node)
        if text is None:
            return EMPTY
    try:
        return machine.evaluate(text or node, scope)
    except (Raised, Unfollowed, Refused):
        if text is None and not postponed(scope):
            raise
        return _forward(text or node, scope)


def postponed(scope: Environment) -> bool:
    """Whether the module says `from __future__ import annotations`."""
    return any(
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in scope.module.tree.body[:12]
    )


def _parsed(text: str, node: ast.expr) -> ast.expr | None:
    try:
        expression = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return None
    for inner in ast.walk(expression):
        ast.copy_location(inner, node)
    return expression


def _forward(node: ast.expr, scope: Environment) -> Value:
    if isinstance(node, ast.Name):
        for statement in scope.module.tree.body:
            if isinstance(statement, ast.ClassDef) and statement.name == node.id:
                span = scope.module.span(node)
                return GlobalRef(scope.module, node.id, span, "it is defined further down")
    return EMPTY
