"""What a known value yields when it is iterated."""

from __future__ import annotations

import ast
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from modec.evaluate import attributes, intrinsics
from modec.evaluate.budget import SIZE, too_much
from modec.evaluate.fields import (
    contents_of,
    tuple_of,
)
from modec.evaluate.project_files import ProjectFile
from modec.evaluate.residuals import computed, needed
from modec.evaluate.signals import Raised, Unfollowed
from modec.evaluate.stateful import Settings
from modec.evaluate.values import (
    Environment,
    OneShot,
    Residual,
    UserClass,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

ITERABLE = (list, tuple, dict, set, frozenset, str, bytes, range)


def elements(machine: Machine, value: Value, node: ast.expr, scope: Environment) -> list[Value]:
    """The elements in order; a set's are sorted, so that the build does not depend on hash seeds.

    Raises `Raised` (TypeError) for what cannot be iterated, `Unfollowed` for a residual.
    """
    span = scope.module.span(node)
    value = drawn(value)
    made = attributes.special(machine, value, "__iter__", [], node, scope)
    if made is not None:
        return elements(machine, made, node, scope)
    fields = tuple_of(value)
    if fields is not None:
        return list(fields)
    if isinstance(value, Settings) and not value.is_spoiled:
        return list(value.value)
    if contents_of(value) is not None:
        return list(contents_of(value))
    if isinstance(value, Residual):
        raise needed(value, "what is iterated here", span)
    if isinstance(value, UserClass) and value.members:
        return list(value.members)
    if isinstance(value, ProjectFile) and not value.is_binary:
        return list(value.lines())
    if isinstance(value, ITERABLE):
        if isinstance(value, range) and _rounds(value) > SIZE:
            raise too_much(span, f"more than {SIZE} rounds")
        return ordered(value) if isinstance(value, (set, frozenset)) else list(value)
    if intrinsics.is_host(value):
        return intrinsics.host_elements(value, node, scope)
    raise Raised(TypeError(f"{type(value).__name__!r} object is not iterable"), span)


def iterated(machine: Machine, value: Value, node: ast.expr, scope: Environment) -> Value:
    """What is to be iterated for a value: what the `__iter__` of its class gives, if the author wrote one."""
    if isinstance(value, Settings) and not value.is_spoiled:
        return list(value.value)
    made = attributes.special(machine, value, "__iter__", [], node, scope)
    if made is None and contents_of(value) is not None:
        return list(contents_of(value))
    return value if made is None or isinstance(made, UserInstance) else made


def drawn(value: Value) -> Value:
    """The elements of an iterator, which it gives once, or of a named tuple; any other value as it is."""
    fields = tuple_of(value)
    if fields is not None:
        return list(fields)
    return _all_given(value) if isinstance(value, OneShot) and begun(value) else value


def _all_given(value: OneShot) -> list[Value]:
    found = list(itertools.islice(given(value), SIZE + 1))
    if len(found) > SIZE:
        raise too_much(value.span, f"more than {SIZE} rounds")
    return found


def one_shot(
    machine: Machine,
    node: ast.expr,
    scope: Environment,
    produce: Callable[[], Iterable[Value]],
    reason: str = "it is an iterator",
) -> OneShot:
    """An iterator over what `produce` gives when the first element is asked for, or the expression that it is."""
    carried = computed(node, scope, reason=reason)

    def found() -> list[Value] | None:
        try:
            found = list(itertools.islice(produce(), SIZE + 1))
            if len(found) > SIZE:
                raise too_much(scope.module.span(node), f"more than {SIZE} rounds")
            return found
        except Unfollowed as given_up:
            if machine.constructing:
                raise
            machine.called()[None] = None
            made.cause = given_up.diagnostic
            return None

    made = OneShot(node, carried.scope, carried.span, reason, produce=machine.later(found))
    return made


def given(value: OneShot) -> Iterator[Value]:
    """The elements of an iterator, one after the other: those that are not asked for are left."""
    while begun(value) and value.rest:
        element = value.rest.popleft()
        if not isinstance(value.node, ast.Name):
            # What the script makes of the expression would begin anew.
            empty = ast.parse("(_ for _ in ())", mode="eval").body
            for each in ast.walk(empty):
                ast.copy_location(each, value.node)
            value.node, value.scope = empty, value.scope.top
        yield element


def begun(value: Value) -> bool:
    """Whether a value is an iterator whose elements are known: they are found out now if they are not yet."""
    if not isinstance(value, OneShot):
        return False
    if value.produce is not None:
        produce, value.produce = value.produce, None
        found = produce()
        value.rest = None if found is None else deque(found)
    return value.rest is not None


def stream(machine: Machine, value: Value, node: ast.expr, scope: Environment) -> Iterator[Value]:
    """What iterating a value gives, of an iterator only as much as is asked for. Raises as `elements` does."""
    if isinstance(value, OneShot) and begun(value):
        return given(value)
    return iter(elements(machine, value, node, scope))


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
