"""Carrying out an operation on known values: its exceptions are the program's."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from modec.evaluate.budget import check_size, too_much
from modec.evaluate.signals import Raised
from modec.evaluate.values import Environment, Value

# What the program may catch; anything else that a builtin operation raises is a defect of ours.
ERRORS = (ArithmeticError, TypeError, ValueError, LookupError, AttributeError)


def apply(rule: Callable[..., Any], node: ast.AST, scope: Environment, *operands: Value) -> Value:
    """`rule(*operands)`, its exceptions those of the program. Raises `Raised`, `Unfollowed`."""
    span = scope.module.span(node)
    try:
        result = rule(*operands)
    except ERRORS as error:
        raise Raised(error, span) from None
    except (RecursionError, MemoryError):
        raise too_much(span, "the values nest too deeply") from None
    return check_size(result, span)
