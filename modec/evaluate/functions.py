"""Functions and lambdas of the author's: making them, and interpreting their bodies."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from modec.diagnostics import finding
from modec.evaluate.annotations import annotation
from modec.evaluate.signals import Raised, Return, Unfollowed
from modec.evaluate.values import Environment, UserFunction, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

Parameter = inspect.Parameter


def closure_scope(scope: Environment) -> Environment:
    """What a function defined in `scope` captures: a class's body is not seen from inside of its methods."""
    while scope.kind == "class" and scope.parent is not None:
        scope = scope.parent
    return scope


def make_function(
    machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Environment
) -> UserFunction:
    """The function of a `def`, before its decorators."""
    signature = make_signature(machine, node, scope)
    doc = ast.get_docstring(node, clean=False)
    return UserFunction(node, closure_scope(scope), node.name, doc, signature, machine.interpret)


def make_lambda(machine: Machine, node: ast.Lambda, scope: Environment) -> UserFunction:
    """The function of a `lambda`."""
    signature = make_signature(machine, node, scope)
    return UserFunction(node, closure_scope(scope), "<lambda>", None, signature, machine.interpret)


def wrapping(wrapper: UserFunction, wrapped: UserFunction) -> UserFunction:
    """`functools.wraps(wrapped)(wrapper)`: the wrapper, by the other's name and signature."""
    return dataclasses.replace(
        wrapper,
        __name__=wrapped.__name__,
        __doc__=wrapped.__doc__,
        __signature__=wrapped.__signature__,
        wrapped=wrapped,
        attributes={**wrapped.attributes, **wrapper.attributes},
    )


def make_signature(
    machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Environment
) -> inspect.Signature:
    """The signature, its defaults and annotations evaluated where the function is defined."""
    parameters: list[Parameter] = []
    positional = [*node.args.posonlyargs, *node.args.args]
    first_default = len(positional) - len(node.args.defaults)

    def add(argument: ast.arg, kind: Any, default: ast.expr | None) -> None:
        value = machine.evaluate(default, scope) if default is not None else Parameter.empty
        noted = annotation(machine, argument.annotation, scope)
        parameters.append(Parameter(argument.arg, kind, default=value, annotation=noted))

    for index, argument in enumerate(positional):
        default = node.args.defaults[index - first_default] if index >= first_default else None
        only = index < len(node.args.posonlyargs)
        add(
            argument,
            Parameter.POSITIONAL_ONLY if only else Parameter.POSITIONAL_OR_KEYWORD,
            default,
        )
    if node.args.vararg is not None:
        add(node.args.vararg, Parameter.VAR_POSITIONAL, None)
    for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults):
        add(argument, Parameter.KEYWORD_ONLY, default)
    if node.args.kwarg is not None:
        add(node.args.kwarg, Parameter.VAR_KEYWORD, None)
    returns = None if isinstance(node, ast.Lambda) else node.returns
    noted = annotation(machine, returns, scope)
    # Their order is that of the grammar: it needs no check.
    return inspect.Signature(parameters, return_annotation=noted, __validate_parameters__=False)


def interpret(
    machine: Machine, function: UserFunction, args: tuple[Value, ...], kwargs: Mapping[str, Value]
) -> Value:
    """The result of calling a function. Raises `Raised`, `Unfollowed`, `Refused`."""
    node, span = function.node, function.span
    called = machine.called()
    called[node] = None
    if function.is_decorated_at_run:
        what = f"a call of {function.__name__}(), which has a decorator that only the run can apply"
        raise Unfollowed(finding("MD105", span, what=what))
    scope = bound(machine, function, args, kwargs)
    machine.budget.enter(span)
    try:
        if isinstance(node, ast.Lambda):
            return machine.evaluate(node.body, scope)
        flow = machine.execute(node.body, scope)
    except RecursionError:
        diagnostic = finding("MD104", span, reason="calls and expressions nest too deeply")
        called[None] = None
        raise Unfollowed(diagnostic) from None
    except Unfollowed:
        called[None] = None
        raise
    finally:
        machine.budget.leave()
    return flow.value if isinstance(flow, Return) else None


def bound(
    machine: Machine, function: UserFunction, args: tuple[Value, ...], kwargs: Mapping[str, Value]
) -> Environment:
    """The function's scope, its parameters bound. Raises `Raised` (TypeError)."""
    # Of a wrapper, the signature is another function's: its own text says what it takes.
    signature = (
        make_signature(machine, function.node, function.scope)
        if function.wrapped is not None
        else function.__signature__
    )
    try:
        given = signature.bind(*args, **kwargs)
    except TypeError as error:
        raise Raised(TypeError(f"{function.__name__}(): {error}"), function.span) from None
    given.apply_defaults()
    outer = function.scope.label
    label = f"{outer}.{function.__name__}" if outer else function.__name__
    entered = machine.moment()
    variables = dict(given.arguments)
    return Environment(
        function.module, variables, function.scope, label, entered=entered, function=function
    )
