"""Applying decorators: the vocabulary's, the project's own, and those that only the run can apply."""

from __future__ import annotations

import ast
import dataclasses
from typing import TYPE_CHECKING

from modec.diagnostics import finding
from modec.evaluate import attributes, intrinsics
from modec.evaluate.machine import Failure
from modec.evaluate.residuals import carried_scope, computed, needed
from modec.evaluate.signals import Unfollowed
from modec.evaluate.values import (
    Computed,
    Environment,
    External,
    GlobalRef,
    Residual,
    Unsupported,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def decorate(
    machine: Machine,
    function: UserFunction,
    node: ast.FunctionDef | ast.AsyncFunctionDef,
    scope: Environment,
) -> Value:
    """What a decorated `def` binds: the decorators evaluated from the top, applied from the bottom."""
    decorators = [machine.evaluate(decorator, scope) for decorator in node.decorator_list]
    value: Value = function
    for expression, decorator in reversed(list(zip(node.decorator_list, decorators))):
        value = _apply(machine, decorator, value, expression, node, scope)
    return value


def _apply(
    machine: Machine,
    decorator: Value,
    value: Value,
    expression: ast.expr,
    node: ast.FunctionDef | ast.AsyncFunctionDef,
    scope: Environment,
) -> Value:
    if isinstance(decorator, Unsupported):
        span = scope.module.span(expression)
        diagnostic = needed(decorator, "this decorator", span).diagnostic
        machine.failures.append(Failure(scope.module.name, (node.name,), (diagnostic,)))
        return dataclasses.replace(decorator, span=span)
    if decorator is staticmethod or decorator is classmethod or decorator is property:
        return value
    if scope.kind == "class" and _accessor(expression):
        return value
    called = _called(decorator)
    if called and scope.kind != "module":
        if _only_wraps(decorator):
            return machine.call(decorator, [value], {}, expression, scope)
        what = "a decorator that is an object of the project's"
        raise Unfollowed(finding("MD105", scope.module.span(expression), what=what))
    if isinstance(decorator, Residual) and not called:
        if isinstance(value, UserFunction) and _remembers(machine, expression, scope):
            left = _left_to_the_run(value, expression, node, scope)
            is_only = len(left.runtime_decorators) == 1 and not left.applied
            return dataclasses.replace(left, memory={} if is_only else None)
        if isinstance(value, UserFunction):
            return _left_to_the_run(value, expression, node, scope)
        return _undefined(decorator, value, expression, node, scope)
    written = expression
    if (
        isinstance(decorator, UserClass) or called
    ):  # what it makes is no function, but what the call gives
        name = ast.Name(node.name, ast.Load())
        written = ast.copy_location(ast.Call(expression, [name], []), expression)
        ast.fix_missing_locations(written)
    result = machine.call(decorator, [value], {}, written, scope)
    if isinstance(result, UserInstance) and written is not expression:
        return result
    unfollowed = isinstance(result, Computed) and not intrinsics.is_host(decorator)
    if unfollowed and isinstance(value, UserFunction):  # a decorator of the project's own
        return _left_to_the_run(value, expression, node, scope)
    return result


def _called(decorator: Value) -> bool:
    """Whether a decorator is an object of the author's, whose `__call__` may enter the function in a table."""
    return _call_method(decorator) is not None


def _call_method(decorator: Value) -> UserFunction | None:
    if not isinstance(decorator, UserInstance) or decorator.cls is None:
        return None
    _, method = attributes.class_lookup(decorator.cls, "__call__")
    return method if isinstance(method, UserFunction) else None


def _only_wraps(decorator: Value) -> bool:
    """Whether the `__call__` of an object does nothing but define a function and give that: nothing changes by it."""
    method = _call_method(decorator)
    if method is None or not isinstance(method.node, ast.FunctionDef):
        return False
    *body, last = method.node.body
    defined = {each.name for each in body if isinstance(each, ast.FunctionDef)}
    rest = [each for each in body if not isinstance(each, ast.FunctionDef)]
    documents = all(
        isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in rest
    )
    given = last.value if isinstance(last, ast.Return) else None
    return documents and isinstance(given, ast.Name) and given.id in defined


def _remembers(machine: Machine, expression: ast.expr, scope: Environment) -> bool:
    """Whether a decorator is `functools.lru_cache`, with its arguments or without, or `functools.cache`."""
    named = expression.func if isinstance(expression, ast.Call) else expression
    value = machine.evaluate(named, scope)
    return (
        isinstance(value, External)
        and value.module == "functools"
        and value.path in (("lru_cache",), ("cache",))
    )


def _left_to_the_run(
    value: UserFunction,
    expression: ast.expr,
    node: ast.FunctionDef | ast.AsyncFunctionDef,
    scope: Environment,
) -> UserFunction:
    """The function with a decorator more: on its own `def`, or over what another decorator made of that."""
    if value.node is node and not value.applied:
        kept = (expression, *value.runtime_decorators)
        return dataclasses.replace(value, runtime_decorators=kept, memory=None)
    applied = (*value.applied, (expression, carried_scope(expression, scope)))
    return dataclasses.replace(
        value, applied=applied, undecorated=value.undecorated or value, memory=None
    )


def _accessor(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Attribute) and expression.attr in (
        "setter",
        "getter",
        "deleter",
    )


def _undefined(
    decorator: Value,
    value: Value,
    expression: ast.expr,
    node: ast.FunctionDef | ast.AsyncFunctionDef,
    scope: Environment,
) -> Value:
    if isinstance(value, Residual):
        return value
    reason = "a decorator from outside of the project is applied to the definition"
    if scope.parent is None:
        return GlobalRef(scope.module, node.name, scope.module.span(expression), reason)
    return computed(expression, scope, reason=reason)
