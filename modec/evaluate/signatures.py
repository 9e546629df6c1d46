"""What `inspect` says of the author's functions: their parameters, by which factories make inputs and config."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Sequence

from modec.evaluate import foreseen
from modec.evaluate.annotations import postponed
from modec.evaluate.residuals import computed
from modec.evaluate.values import (
    Environment,
    External,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)

_KINDS = ("POSITIONAL_ONLY", "POSITIONAL_OR_KEYWORD", "VAR_POSITIONAL", "KEYWORD_ONLY")
_REASON = "it is what inspect says of a function"


def signature(args: Sequence[Value], node: ast.expr, scope: Environment) -> UserInstance | None:
    """`inspect.signature(function)`; None for what is no function of the author's, or where only the run can decorate it."""
    function = _function(args)
    if function is None:
        return None
    parameters = {
        parameter.name: _parameter(function, parameter, node, scope)
        for parameter in function.__signature__.parameters.values()
    }
    attributes: dict[str, Value] = {
        "parameters": parameters,
        "empty": _constant("empty", node, scope),
    }
    returns = None if isinstance(function.node, ast.Lambda) else function.node.returns
    given = function.__signature__.return_annotation
    attributes |= _annotation("return_annotation", function, returns, given, node, scope)
    return _instance("Signature", node, scope, attributes)


def argument_spec(args: Sequence[Value], node: ast.expr, scope: Environment) -> UserInstance | None:
    """`inspect.getfullargspec(function)`, what it says of names and defaults; None as for `signature`."""
    function = _function(args)
    if function is None or function.wrapped is not None:
        return None
    given = function.node.args
    positional = [*given.posonlyargs, *given.args]
    parameters = function.__signature__.parameters
    defaults = tuple(
        parameters[each.arg].default for each in positional[len(positional) - len(given.defaults) :]
    )
    only = [each.arg for each in given.kwonlyargs]
    attributes: dict[str, Value] = {
        "args": [each.arg for each in positional],
        "varargs": given.vararg.arg if given.vararg is not None else None,
        "varkw": given.kwarg.arg if given.kwarg is not None else None,
        "defaults": defaults or None,
        "kwonlyargs": only,
    }
    return _instance("FullArgSpec", node, scope, attributes)


def _function(args: Sequence[Value]) -> UserFunction | None:
    function = args[0] if len(args) == 1 else None
    if not isinstance(function, UserFunction) or function.is_decorated_at_run:
        return None
    return function


def _parameter(
    function: UserFunction, parameter: inspect.Parameter, node: ast.expr, scope: Environment
) -> UserInstance:
    attributes: dict[str, Value] = {
        name: _constant(name, node, scope) for name in (*_KINDS, "VAR_KEYWORD", "empty")
    }
    attributes["name"] = parameter.name
    attributes["kind"] = attributes[parameter.kind.name]
    has_default = parameter.default is not inspect.Parameter.empty
    attributes["default"] = parameter.default if has_default else attributes["empty"]
    written = _written(function.wrapped or function).get(parameter.name)
    attributes |= _annotation("annotation", function, written, parameter.annotation, node, scope)
    held = ast.Attribute(node, "parameters", ast.Load())
    own = ast.Subscript(held, ast.Constant(parameter.name), ast.Load())
    ast.fix_missing_locations(ast.copy_location(own, node))
    ast.copy_location(held, node)
    return _instance("Parameter", own, scope, attributes)


def _written(function: UserFunction) -> dict[str, ast.expr | None]:
    """The annotations as they are written."""
    given = function.node.args
    each = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    each += [extra for extra in (given.vararg, given.kwarg) if extra is not None]
    return {argument.arg: argument.annotation for argument in each}


def _annotation(
    name: str,
    function: UserFunction,
    written: ast.expr | None,
    value: Value,
    node: ast.expr,
    scope: Environment,
) -> dict[str, Value]:
    """An annotation as an attribute: a text where it is one when the program runs; nothing where it is not known."""
    if isinstance(written, ast.Constant) and isinstance(written.value, str):
        return {name: written.value}
    if written is not None and postponed(function.scope):
        return {name: ast.unparse(written)}
    if value is not inspect.Parameter.empty:
        return {name: value}
    return {} if written is not None else {name: _constant("empty", node, scope)}


def _constant(name: str, node: ast.expr, scope: Environment) -> Value:
    return foreseen.value_of(External("inspect", ("Parameter", name)), node, scope)


def _instance(
    name: str, node: ast.expr, scope: Environment, attributes: dict[str, Value]
) -> UserInstance:
    carried = computed(node, scope, reason=_REASON)
    written = ast.ClassDef(name, [], [], [ast.Pass()], [])
    ast.fix_missing_locations(ast.copy_location(written, node))
    kind = UserClass(written, scope.top, name, {}, (External("inspect", (name,)),))
    return UserInstance(
        carried.node, carried.scope, carried.span, carried.reason, cls=kind, attributes=attributes
    )
