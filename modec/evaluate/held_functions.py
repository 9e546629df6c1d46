"""Methods of objects and `functools.partial` where a definition takes a function: `SolidDefinition(compute_fn=loader.load)`.

The script has the expression that gives the function; what it takes and does is known by the function behind it.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from modec.evaluate.residuals import computed
from modec.evaluate.values import (
    BoundMethod,
    Environment,
    Intrinsic,
    UserFunction,
    Value,
)

_TAKE_FUNCTIONS = frozenset(
    f"modec.definitions.{each}" for each in ("hook", "logger", "resource", "solid")
)


def as_functions(
    callee: Any,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> tuple[Sequence[Value], Mapping[str, Value]]:
    """The arguments of a call of those who make solids, resources, hooks and loggers, methods and partial objects as functions (1.1, 3.1)."""
    module = getattr(callee if hasattr(callee, "__name__") else type(callee), "__module__", "")
    if module not in _TAKE_FUNCTIONS or not isinstance(node, ast.Call):
        return args, kwargs
    # Dagster asks the function of a resource for its name, which a partial object does not have.
    with_partial = module == "modec.definitions.solid"
    plainly = not any(isinstance(each, ast.Starred) for each in node.args)
    listed = node.args if plainly and len(node.args) == len(args) else [None] * len(args)
    texts = {keyword.arg: keyword.value for keyword in node.keywords}
    return (
        [_function(value, each, scope, with_partial) for value, each in zip(args, listed)],
        {
            name: _function(value, texts.get(name), scope, with_partial)
            for name, value in kwargs.items()
        },
    )


def _function(
    value: Value, written: ast.expr | None, scope: Environment, with_partial: bool
) -> Value:
    if isinstance(value, BoundMethod) and written is not None:
        return _of_method(value, written, scope)
    if isinstance(value, Intrinsic) and value.partial is not None and with_partial:
        return _of_partial(value)
    return value


def _of_method(value: BoundMethod, written: ast.expr, scope: Environment) -> Value:
    method = value.function
    if method is None or method.is_decorated_at_run:
        return value
    signature = inspect.signature(method)
    parameters = list(signature.parameters.values())[1:]
    made = computed(written, scope, reason="it is a method of an object")
    return dataclasses.replace(
        method, __signature__=signature.replace(parameters=parameters), made=made
    )


def _of_partial(value: Intrinsic) -> Value:
    assert value.partial is not None and value.written is not None
    function, given, named = value.partial
    if not isinstance(function, UserFunction) or function.is_decorated_at_run:
        return value
    try:
        signature = inspect.signature(functools.partial(function, *given, **named))
    except ValueError:  # it is called when the script runs, and fails then
        return value
    return dataclasses.replace(
        function,
        __name__="functools.partial",
        __doc__=None,
        __signature__=signature,
        made=value.written,
    )
