"""Functions made of others: `partial`, `reduce`, `operator.itemgetter`, and the methods of builtin types as functions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from modec.evaluate import attributes, methods, operators, subscripts
from modec.evaluate.applying import apply
from modec.evaluate.iteration import elements
from modec.evaluate.operators import key_for
from modec.evaluate.residuals import computed, residuals_in
from modec.evaluate.values import BoundMethod, Environment, Intrinsic, Residual, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_OPERATORS: dict[str, ast.operator] = {
    "add": ast.Add(),
    "and_": ast.BitAnd(),
    "concat": ast.Add(),
    "floordiv": ast.FloorDiv(),
    "mod": ast.Mod(),
    "mul": ast.Mult(),
    "or_": ast.BitOr(),
    "pow": ast.Pow(),
    "sub": ast.Sub(),
    "truediv": ast.Div(),
    "xor": ast.BitXor(),
}
_Rule = Callable[["Machine", Sequence[Value], Mapping[str, Value], ast.expr, Environment], Value]


def partial(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`functools.partial(function, ...)`; None where the function is not known."""
    if not args or isinstance(args[0], Residual):
        return None
    function, *given = args
    named = dict(kwargs)

    def rule(
        machine: Machine,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        return machine.call(function, [*given, *args], {**named, **kwargs}, node, scope)

    written = computed(node, scope)
    return Intrinsic("functools.partial", rule, written, (function, given, named))


def reduce(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`functools.reduce(function, iterable, start)`; None where what it goes over is not known."""
    if len(args) not in (2, 3) or kwargs or isinstance(args[1], Residual):
        return None
    function, iterable, *rest = args
    items = elements(machine, iterable, node, scope)
    if not rest and not items:
        return None
    value = rest[0] if rest else items.pop(0)
    for item in items:
        value = machine.call(function, [value, item], {}, node, scope)
    return value


def getter(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`operator.itemgetter(...)`: one item, or a tuple of several."""
    return _looking_up(subscripts.item, args, kwargs, node, scope)


def attribute_getter(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`operator.attrgetter(...)`: one attribute, dots lead further, or a tuple of several."""
    if not all(isinstance(each, str) for each in args):
        return None
    return _looking_up(_attribute_path, args, kwargs, node, scope)


def _attribute_path(
    machine: Machine, owner: Value, path: str, node: ast.expr, scope: Environment
) -> Value:
    for name in path.split("."):
        owner = attributes.get(machine, owner, name, node, scope)
    return owner


def _looking_up(
    look: Callable[[Machine, Value, Value, ast.expr, Environment], Value],
    keys: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    if not keys or kwargs or any(isinstance(key, Residual) for key in keys):
        return None

    def rule(
        machine: Machine,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        if len(args) != 1 or kwargs:
            return computed(node, scope, reason="it takes one argument")
        found = [look(machine, args[0], key, node, scope) for key in keys]
        return found[0] if len(keys) == 1 else tuple(found)

    return Intrinsic("operator.itemgetter", rule, computed(node, scope))


def method_caller(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`operator.methodcaller(name, ...)`."""
    if not args or not isinstance(args[0], str):
        return None
    name, *given = args
    named = dict(kwargs)

    def rule(
        machine: Machine,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        if len(args) != 1 or kwargs:
            return computed(node, scope, reason="it takes one argument")
        method = attributes.get(machine, args[0], name, node, scope)
        return machine.call(method, given, named, node, scope)

    return Intrinsic("operator.methodcaller", rule, computed(node, scope))


def of_type(kind: type, name: str, node: ast.expr, scope: Environment) -> Value:
    """A method read from a builtin type, `str.upper` or `dict.fromkeys`; None for what evaluation does not know."""
    if (kind, name) == (dict, "fromkeys"):
        return Intrinsic("dict.fromkeys", _from_keys, computed(node, scope))
    if (kind, name) in ((str, "maketrans"), (bytes, "fromhex"), (int, "from_bytes")):
        return Intrinsic(f"{kind.__name__}.{name}", _static(kind, name), computed(node, scope))
    if name not in methods.PURE.get(kind, ()) and name not in methods.CHANGING.get(kind, ()):
        return None

    def rule(
        machine: Machine,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        if not args or type(args[0]) is not kind:
            return computed(node, scope, args, "" if args else "it takes an argument")
        return machine.call(BoundMethod(args[0], name), args[1:], kwargs, node, scope)

    return Intrinsic(f"{kind.__name__}.{name}", rule, computed(node, scope))


def _static(kind: type, name: str) -> _Rule:
    def rule(
        machine: Machine,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        unknown = [each for arg in (*args, *kwargs.values()) for each in residuals_in(arg)]
        if unknown:
            return computed(node, scope, unknown)
        made: Callable[..., Any] = getattr(kind, name)
        return apply(lambda: made(*args, **kwargs), node, scope)

    return rule


def _from_keys(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    if len(args) not in (1, 2) or kwargs or isinstance(args[0], Residual):
        return computed(node, scope, args, "" if args else "it takes an argument")
    value = args[1] if len(args) == 2 else None
    made: dict[Value, Value] = {}
    for key in elements(machine, args[0], node, scope):
        made[key_for(made, key, node, scope)] = value
    return made


def _operator(op: ast.operator) -> _Rule:
    """`operator.or_(a, b)` and its like, of any values."""

    def rule(
        machine: Machine,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        if len(args) != 2 or kwargs:
            return None
        return operators.binary(machine, node, op, args[0], args[1], scope)

    return rule


RULES: dict[str, _Rule] = {
    **{f"operator.{name}": _operator(op) for name, op in _OPERATORS.items()},
    "functools.partial": partial,
    "functools.reduce": reduce,
    "operator.itemgetter": getter,
    "operator.attrgetter": attribute_getter,
    "operator.methodcaller": method_caller,
}
"""Functions outside of the project, by name: what calling them gives, None where evaluation does not follow it."""
