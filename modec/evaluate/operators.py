"""Operators and f-strings over known values; a residual operand makes a residual."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Collection, Sequence
from types import GenericAlias, UnionType
from typing import TYPE_CHECKING, Any

from modec.diagnostics import finding
from modec.evaluate import (
    attributes,
    config_files,
    foreseen,
    paths,
)
from modec.evaluate.applying import apply
from modec.evaluate.budget import BITS, SIZE, check_size, too_much
from modec.evaluate.equality import (
    UNKNOWN,
    any_looks_inside,
    comparable,
    distinct,
    equal,
    key_among,
)
from modec.evaluate.residuals import computed, is_opaque, residuals_in
from modec.evaluate.signals import Raised, Unfollowed
from modec.evaluate.stateful import Settings, View
from modec.evaluate.values import (
    Computed,
    Environment,
    External,
    Foreseen,
    ProjectPath,
    Residual,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

PLAIN = (
    *(int, float, complex, bool, str, bytes, list, tuple, dict, set, frozenset, range, type(None)),
    *(type, GenericAlias, UnionType),
)
"""The types whose operators are applied: immutable or builtin, so that no code of the author's runs."""

BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
    ast.BitOr: operator.or_,
    ast.BitAnd: operator.and_,
    ast.BitXor: operator.xor,
}
UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
}
COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def is_plain(value: Value) -> bool:
    """Whether operators can be applied to the value."""
    return isinstance(value, PLAIN)


def binary(
    machine: Machine,
    node: ast.expr,
    op: ast.operator,
    left: Value,
    right: Value,
    scope: Environment,
) -> Value:
    """`left op right`."""
    if isinstance(left, ProjectPath) or isinstance(right, ProjectPath):
        return paths.joined(node, op, left, right, scope)
    if isinstance(left, Foreseen) or isinstance(right, Foreseen):
        known = foreseen.operated(BINARY[type(op)], [left, right], node, scope)
        return computed(node, scope, [left, right]) if known is foreseen.NOTHING else known
    if isinstance(left, Residual) or isinstance(right, Residual):
        return computed(node, scope, [left, right])
    if not (is_plain(left) and is_plain(right)):
        return computed(node, scope, reason="evaluation does not follow this operator here")
    if isinstance(left, (str, bytes)) and isinstance(op, ast.Mod) and any(residuals_in(right)):
        return computed(node, scope, residuals_in(right))
    if isinstance(left, str) and not has_text(right):
        return computed(node, scope, reason="evaluation does not know its text")
    left, right = _like_sets(left, right, node, scope)
    rule = BINARY.get(type(op))
    if rule is None:
        return computed(node, scope, reason="evaluation does not follow this operator")
    _check_growth(op, left, right, scope.module.span(node))
    return apply(rule, node, scope, left, right)


def _like_sets(left: Value, right: Value, node: ast.AST, scope: Environment) -> tuple[Value, Value]:
    """What `d.keys()` is in an operation with a set or another one; others as they are. Raises `Raised` (TypeError)."""
    others = (set, frozenset, View)
    if not (isinstance(left, View) or isinstance(right, View)):
        return left, right
    if not (isinstance(left, others) and isinstance(right, others)):
        return left, right
    if not all(each.is_like_a_set for each in (left, right) if isinstance(each, View)):
        return left, right
    return hashed(set, left, node, scope), hashed(set, right, node, scope)


def key_for(container: Collection[Value], key: Value, node: ast.AST, scope: Environment) -> Value:
    """The key under which a dict or set has what is equal to `key`, else `key`. Raises `Raised` (TypeError), `Unfollowed`."""
    hashed(hash, key, node, scope)
    found = key_among(container, key)
    if found is UNKNOWN:
        what = "a key that only the run can compare"
        raise Unfollowed(finding("MD105", scope.module.span(node), what=what))
    return found


def has_text(value: Value, depth: int = 4) -> bool:
    """Whether every Python shows the value by the same text: dicts of `collections` are shown in several ways."""
    if isinstance(value, View) or (isinstance(value, dict) and type(value) is not dict):
        return False
    if depth and isinstance(value, dict):
        return all(has_text(each, depth - 1) for each in (*value, *value.values()))
    if depth and isinstance(value, (list, tuple)):
        return all(has_text(each, depth - 1) for each in value)
    return True


def hashed(kind: Callable[[Any], Any], items: Any, node: ast.AST, scope: Environment) -> Value:
    """`kind(items)`, which hashes them, equal ones once. Raises `Raised` (TypeError), `Unfollowed`."""
    if kind in (set, frozenset):
        items = list(items)
        known = distinct(items)
        if known is None:
            what = "a set of objects that only the run can compare"
            raise Unfollowed(finding("MD105", scope.module.span(node), what=what))
        items = known
    try:
        return kind(items)
    except TypeError as error:
        raise Raised(error, scope.module.span(node)) from None


def _check_growth(op: ast.operator, left: Value, right: Value, span: Any) -> None:
    if isinstance(op, ast.Mult):
        for sequence, times in ((left, right), (right, left)):
            repeated = isinstance(sequence, (str, bytes, list, tuple)) and isinstance(times, int)
            if repeated and len(sequence) * times > SIZE:
                raise too_much(span, f"a value of more than {SIZE} elements")
        integers = isinstance(left, int) and isinstance(right, int)
        if integers and left.bit_length() + right.bit_length() > BITS:
            raise too_much(span, f"an integer of more than {BITS} bits")
    if isinstance(op, (ast.Pow, ast.LShift)) and isinstance(left, int) and isinstance(right, int):
        grown = left.bit_length() * right if isinstance(op, ast.Pow) else left.bit_length() + right
        if (abs(left) > 1 and grown > BITS) or (isinstance(op, ast.LShift) and right > BITS):
            raise too_much(span, f"an integer of more than {BITS} bits")
    if isinstance(op, ast.Mod) and isinstance(left, (str, bytes)) and _wide(left):
        raise too_much(span, "a field that is too wide")


def _wide(layout: str | bytes) -> bool:
    text = layout if isinstance(layout, str) else layout.decode("latin-1")
    run = 0
    for character in text:
        run = run + 1 if character.isdigit() else 0
        if run > 5:
            return True
    return "*" in text


def unary(node: ast.UnaryOp, operand: Value, scope: Environment) -> Value:
    """`-operand` and its like."""
    if isinstance(operand, Foreseen):
        known = foreseen.operated(UNARY[type(node.op)], [operand], node, scope)
        return computed(node, scope, [operand]) if known is foreseen.NOTHING else known
    if isinstance(operand, Residual) or not is_plain(operand):
        return computed(node, scope, [operand])
    return apply(UNARY[type(node.op)], node, scope, operand)


def compare(
    node: ast.Compare, op: ast.cmpop, left: Value, right: Value, scope: Environment
) -> Value:
    """`left op right`, for one comparison of a chain."""
    if isinstance(op, (ast.Is, ast.IsNot)):
        same = identical(left, right)
        if same is None:
            return computed(node, scope, [left, right])
        return same is isinstance(op, ast.Is)
    if isinstance(op, (ast.In, ast.NotIn)):
        found = contains(node, left, right, scope)
        if isinstance(found, Residual):
            return found
        return found is isinstance(op, ast.In)
    equality = isinstance(op, (ast.Eq, ast.NotEq))
    if equality and (isinstance(left, UserInstance) or isinstance(right, UserInstance)):
        same = equal(left, right)
        if same is None or (left is right and _says_what_is_equal(left)):
            return computed(node, scope, [left, right])
        return same is isinstance(op, ast.Eq)
    left, right = comparable([left, right])
    if isinstance(left, Foreseen) or isinstance(right, Foreseen):
        known = foreseen.operated(COMPARE[type(op)], [left, right], node, scope)
        return computed(node, scope, [left, right]) if known is foreseen.NOTHING else known
    if any(residuals_in(left)) or any(residuals_in(right)):
        same = equal(left, right) if equality and not is_opaque(left) else None
        if same is not None:
            return same is isinstance(op, ast.Eq)
        return computed(node, scope, [*residuals_in(left), *residuals_in(right)])
    left, right = _like_sets(left, right, node, scope)
    if not (is_plain(left) and is_plain(right)) and not isinstance(op, (ast.Eq, ast.NotEq)):
        return computed(node, scope, reason="evaluation does not follow this comparison")
    if not (is_plain(left) and is_plain(right)):
        return (left is right) is isinstance(op, ast.Eq)
    return apply(COMPARE[type(op)], node, scope, left, right)


def _says_what_is_equal(value: Value) -> bool:
    """Whether the author's `__eq__` decides, even of an object and itself."""
    return (
        isinstance(value, UserInstance)
        and value.cls is not None
        and attributes.class_lookup(value.cls, "__eq__")[0]
    )


def identical(left: Value, right: Value) -> bool | None:
    """`left is right`, None when only the run knows."""
    if _is_one_of_a_kind(left) or _is_one_of_a_kind(right):
        first, other = foreseen.plain(left), foreseen.plain(right)
        return None if is_opaque(first) or is_opaque(other) else first is other
    if left is None or right is None:
        other = right if left is None else left
        if other is None:
            return True
        unsure = isinstance(other, External) and bool(other.path)
        return (
            None if unsure or (is_opaque(other) and not isinstance(other, ProjectPath)) else False
        )
    if is_opaque(left) or is_opaque(right):
        return None
    if isinstance(left, External) and isinstance(right, External):
        return True if (left.module, left.path) == (right.module, right.path) else None
    return left is right or (
        isinstance(left, (bool, type(...))) and left == right and type(left) is type(right)
    )


def _is_in(item: Any, container: Any) -> bool:
    return item in container


def _is_one_of_a_kind(value: Value) -> bool:
    held = value.value if isinstance(value, Foreseen) else None
    return any(held is each for each in foreseen.ONE_OF_A_KIND)


def contains(node: ast.expr, item: Value, container: Value, scope: Environment) -> bool | Computed:
    """`item in container`."""
    if isinstance(container, Settings):
        said = config_files.contains(container, item)
        return computed(node, scope, [container, item]) if said is None else said
    if isinstance(item, Foreseen) and isinstance(container, (list, tuple)):
        known = foreseen.operated(_is_in, [item, container], node, scope)
        return (
            computed(node, scope, [item, container]) if known is foreseen.NOTHING else bool(known)
        )
    if isinstance(container, Residual) or is_opaque(item):
        return computed(node, scope, [container, item])
    if isinstance(container, UserClass):
        return any(item is member for member in container.members)
    if not is_plain(container):
        return computed(node, scope, reason="evaluation does not follow `in` here")
    if isinstance(container, (str, bytes, range)):
        return bool(apply(operator.contains, node, scope, container, item))
    if isinstance(item, UserInstance) or any_looks_inside(container):
        return _contains_equal(node, item, container, scope)
    if isinstance(item, (UserFunction, UserClass, Residual)) or not is_plain(item):
        return any(item is element for element in container)
    if any(residuals_in(item)):
        return computed(node, scope, residuals_in(item))
    if apply(operator.contains, node, scope, container, item):
        return True
    unknown = [element for element in container if is_opaque(element)]
    return computed(node, scope, unknown) if unknown else False


def _contains_equal(
    node: ast.expr, item: Value, container: Value, scope: Environment
) -> bool | Computed:
    unknown = False
    for element in container:
        same = equal(element, item)
        if same:
            return True
        unknown = unknown or same is None
    reason = "whether they are equal is known only when the script runs"
    return computed(node, scope, reason=reason) if unknown else False


def formatted(
    machine: Machine, node: ast.FormattedValue, value: Value, layout: Value, scope: Environment
) -> Value:
    """One `{...}` of an f-string: text, or a residual that `joined` passes on."""
    if isinstance(value, ProjectPath) and not layout and node.conversion == -1:
        return value
    if isinstance(value, Foreseen) and isinstance(layout, str) and node.conversion == -1:
        text = foreseen.operated(format, [value, layout], node.value, scope)
        return computed(node.value, scope, [value]) if text is foreseen.NOTHING else text
    if isinstance(value, Residual) or isinstance(layout, Residual) or any(residuals_in(value)):
        return computed(node.value, scope, [value, layout, *residuals_in(value)])
    if not is_plain(value) or isinstance(value, (type, set, frozenset)) or not has_text(value):
        return computed(node.value, scope, reason="evaluation does not know its text")
    if isinstance(layout, str) and _wide(layout):
        raise too_much(scope.module.span(node), "a field that is too wide")
    if node.conversion in (ord("r"), ord("a")):
        value = repr(value) if node.conversion == ord("r") else ascii(value)
    elif node.conversion == ord("s"):
        value = str(value)
    return apply(format, node, scope, value, layout)


def joined(
    machine: Machine, node: ast.JoinedStr, parts: Sequence[Value], scope: Environment
) -> Value:
    """The text of an f-string, from its parts."""
    residual = [part for part in parts if isinstance(part, Residual)]
    if not residual:
        return check_size("".join(parts), scope.module.span(node))
    if all(isinstance(part, ProjectPath) for part in residual):
        text = "".join(str(part.path) if isinstance(part, ProjectPath) else part for part in parts)
        return paths.derived(node, text, scope)
    return computed(node, scope, residual)
