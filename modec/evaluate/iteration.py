"""What a known value yields when it is iterated."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from modec.evaluate import intrinsics
from modec.evaluate.budget import SIZE, too_much
from modec.evaluate.residuals import needed
from modec.evaluate.signals import Raised
from modec.evaluate.values import Environment, GeneratorCall, Residual, UserClass, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

ITERABLE = (list, tuple, dict, set, frozenset, str, bytes, range)


def elements(machine: Machine, value: Value, node: ast.expr, scope: Environment) -> list[Value]:
    """The elements in order; a set's are sorted, so that the build does not depend on hash seeds.

    Raises `Raised` (TypeError) for what cannot be iterated, `Unfollowed` for a residual.
    """
    span = scope.module.span(node)
    value = drawn(value)
    if isinstance(value, Residual):
        raise needed(value, "what is iterated here", span)
    if isinstance(value, UserClass) and value.members:
        return list(value.members)
    if isinstance(value, ITERABLE):
        if isinstance(value, range) and _rounds(value) > SIZE:
            raise too_much(span, f"more than {SIZE} rounds")
        return ordered(value) if isinstance(value, (set, frozenset)) else list(value)
    if intrinsics.is_host(value):
        return intrinsics.host_elements(value, node, scope)
    raise Raised(TypeError(f"{type(value).__name__!r} object is not iterable"), span)


def drawn(value: Value) -> Value:
    """The elements of a generator of the author's, which it gives once; any other value as it is."""
    if not isinstance(value, GeneratorCall):
        return value
    if value.exhausted:
        return []
    if value.produce is None:
        return value
    produce, value.produce = value.produce, None
    found = produce()
    value.exhausted = found is not None
    return value if found is None else found


def _rounds(value: range) -> int:
    # len() has a limit of its own.
    return max(0, (value.stop - value.start) // value.step)


def ordered(value: set[Value] | frozenset[Value]) -> list[Value]:
    """A set's elements in an order of their own."""
    return sorted(value, key=lambda element: (type(element).__name__, _sort_key(element)))


def _sort_key(element: Value) -> str:
    if isinstance(element, int):
        return f"{element:+040d}"
    if isinstance(element, (str, bytes, float, tuple)):
        return repr(element)
    return str(getattr(element, "span", None) or getattr(element, "name", ""))
