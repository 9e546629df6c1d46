"""Calls: of functions of the author's, of the vocabulary, of builtins, and of what only the run knows."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import GenericAlias
from typing import TYPE_CHECKING

from modec.definitions.functions import is_async, is_generator_function
from modec.diagnostics import Refused
from modec.evaluate import (
    attributes,
    builtin_calls,
    classes,
    context_managers,
    externals,
    intrinsics,
    methods,
    outside,
    search_path,
)
from modec.evaluate.changed_objects import LEAVING_ALONE, held_by, is_logging
from modec.evaluate.iteration import drawn, elements
from modec.evaluate.residuals import computed, needed
from modec.evaluate.signals import Raised, Unfollowed
from modec.evaluate.unknown import spoil
from modec.evaluate.values import (
    BoundMethod,
    Environment,
    External,
    Intrinsic,
    OneShot,
    Residual,
    Unsupported,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def evaluate_call(machine: Machine, node: ast.Call, scope: Environment) -> Value:
    """`callee(arguments)`."""
    callee = machine.evaluate(node.func, scope)
    args: list[Value] = []
    kwargs: dict[str, Value] = {}
    unknown: Residual | None = None
    for argument in node.args:
        if not isinstance(argument, ast.Starred):
            args.append(machine.evaluate(argument, scope))
            continue
        spread = drawn(machine.evaluate(argument.value, scope))
        if isinstance(spread, Residual):
            unknown = unknown or spread
        else:
            args.extend(elements(machine, spread, argument.value, scope))
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, scope)
        if keyword.arg is not None:
            kwargs[keyword.arg] = value
        elif isinstance(value, dict):
            _spread(kwargs, value, keyword, scope)
        else:
            unknown = unknown or _not_a_mapping(value, keyword, scope)
    if unknown is None:
        return call(machine, callee, args, kwargs, node, scope)
    if intrinsics.is_host(callee) or machine.constructing:
        what = "what is spread into these arguments"
        raise Refused([needed(unknown, what, scope.module.span(node)).diagnostic])
    return computed(node, scope, [unknown])


def _spread(
    kwargs: dict[str, Value], value: dict[Value, Value], keyword: ast.keyword, scope: Environment
) -> None:
    for key, item in value.items():
        if isinstance(key, Residual):
            raise needed(key, "an argument's name", scope.module.span(keyword.value))
        if not isinstance(key, str):
            raise Raised(TypeError("keywords must be strings"), scope.module.span(keyword.value))
        kwargs[key] = item


def _not_a_mapping(value: Value, keyword: ast.keyword, scope: Environment) -> Residual:
    if isinstance(value, Residual):
        return value
    error = TypeError(f"argument after ** must be a mapping, not {type(value).__name__}")
    raise Raised(error, scope.module.span(keyword.value))


def call(
    machine: Machine,
    callee: Value,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """The result of a call with evaluated arguments. Raises `Raised`, `Unfollowed`, `Refused`."""
    if isinstance(callee, UserFunction):
        return _of_function(machine, callee, args, kwargs, node, scope)
    made = attributes.special(machine, callee, "__call__", args, node, scope, kwargs)
    if made is not None:
        return made
    if isinstance(callee, Residual):
        return _of_residual(machine, callee, args, kwargs, node, scope)
    if isinstance(callee, Intrinsic):
        return callee.rule(machine, args, kwargs, node, scope)
    if isinstance(callee, BoundMethod):
        if callee.function is not None:
            if isinstance(callee.owner, UserInstance):
                callee.owner.is_touched = True
            with machine.made_by_run():
                return _of_function(
                    machine, callee.function, [callee.owner, *args], kwargs, node, scope
                )
        return methods.call(machine, callee, args, kwargs, node, scope)
    if isinstance(callee, UserClass):
        return classes.instantiate(machine, callee, args, kwargs, node, scope)
    if isinstance(callee, GenericAlias):  # `Row = dict[str, int]`; `Row(a=1)` is a dict
        return call(machine, callee.__origin__, args, kwargs, node, scope)
    if intrinsics.is_host(callee):
        return intrinsics.call(machine, callee, args, kwargs, node, scope)
    if callable(callee):
        if intrinsics.is_typing(callee):
            return computed(
                node, scope, reason="evaluation does not follow calls of typing's names"
            )
        return builtin_calls.call(machine, callee, args, kwargs, node, scope)
    error = TypeError(f"{type(callee).__name__!r} object is not callable")
    raise Raised(error, scope.module.span(node))


def _of_function(
    machine: Machine,
    function: UserFunction,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    if function.memory is not None:
        return _remembered(machine, function, function.memory, args, kwargs, node, scope)
    if function.is_decorated_at_run and not machine.constructing:
        machine.called()[function.node] = None
        manager = context_managers.managed(machine, function, args, kwargs, node, scope)
        if manager is not None:
            return manager
        machine.called()[None] = None
        reason = "the function has a decorator that only the run can apply"
        spoil(machine, function, [*args, *kwargs.values()], reason)
        return computed(node, scope, reason=reason)
    if is_generator_function(function) and not is_async(function):
        return _generator(machine, function, args, kwargs, node, scope)
    if is_async(function):
        return computed(node, scope, reason="it is asynchronous")
    try:
        return machine.interpret(function, tuple(args), kwargs)
    except Unfollowed as given_up:
        if machine.constructing:
            raise
        # Nothing is being defined: the call is the run's business, until a definition needs its value.
        result = computed(node, scope, reason="the build cannot follow the function")
        result.cause = given_up.diagnostic
        spoil(machine, function, [*args, *kwargs.values()], result.reason)
        return result


def _remembered(
    machine: Machine,
    function: UserFunction,
    memory: dict[Value, Value],
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """A call of a function that keeps its results: one call for the same arguments."""
    try:
        key = (*args, *sorted(kwargs.items()))
        if key in memory:
            return memory[key]
    except TypeError:
        return computed(node, scope, reason="its arguments cannot be hashed")
    plain = replace(function, runtime_decorators=(), memory=None)
    memory[key] = _of_function(machine, plain, args, kwargs, node, scope)
    return memory[key]


def _generator(
    machine: Machine,
    function: UserFunction,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> OneShot:
    """A generator, whose body is interpreted when its elements are asked for."""

    def produce() -> list[Value] | None:
        machine.yielded.append([])
        try:
            machine.interpret(function, tuple(args), kwargs)
            return machine.yielded[-1]
        except Unfollowed as given_up:
            if machine.constructing:
                raise
            machine.called()[None] = None
            made.cause = given_up.diagnostic
            spoil(machine, function, [*args, *kwargs.values()], made.reason)
            return None
        finally:
            machine.yielded.pop()

    carried = computed(node, scope, reason="it is a generator")
    made = OneShot(
        carried.node, carried.scope, carried.span, carried.reason, produce=machine.later(produce)
    )
    return made


def _of_residual(
    machine: Machine,
    callee: Residual,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    if isinstance(callee, External):
        search_path.note_call(machine, callee, args, kwargs)
        outside.note_call(machine, callee)
        known = externals.call(machine, callee, args, kwargs, node, scope)
        if known is not None:
            return known.value
    machine.may_have_called((*args, *kwargs.values()))
    if not isinstance(callee, External):
        machine.called()[None] = None
    if not _leaves_alone(callee, node):
        machine.hands((*args, *kwargs.values()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            machine.hands([held_by(node.func.value, scope)])
    if machine.constructing and not _harmless(callee, node):
        what = "what is called in the body of a pipeline (it may be a solid)"
        raise needed(callee, what, scope.module.span(node))
    if isinstance(callee, Unsupported):
        return replace(callee, span=scope.module.span(node))
    if isinstance(callee, External):
        if callee.path and callee.path[-1] in _CHANGING:
            name = ".".join((callee.module, *callee.path))
            for arg in (*args, *kwargs.values()):
                machine.changes(arg)
                machine.taint(arg, f"{name} may have changed it", scope.module.span(node))
        name = ".".join((callee.module, *callee.path)).removeprefix("builtins.")
        # What is opened or parsed may be known once the build is told something: an environment variable.
        hinted = [each for each in (*args, *kwargs.values()) if getattr(each, "help", "")]
        reason = "" if hinted else f"it is what {name}() gives, and that is for the run to call"
        given = computed(node, scope, hinted, reason)
        given.cause = callee.cause
        return given
    return computed(node, scope, [callee])


def _harmless(callee: Residual, node: ast.expr) -> bool:
    """Whether a call that the build does not follow surely invokes no solid: the standard library, and logging."""
    if isinstance(callee, External):
        return callee.module.split(".")[0] in sys.stdlib_module_names
    return isinstance(node, ast.Call) and is_logging(node.func)


def _leaves_alone(callee: Residual, node: ast.expr) -> bool:
    """Whether a call that the build does not follow changes nothing that it is handed."""
    if isinstance(callee, External):
        return callee.module.partition(".")[0] in LEAVING_ALONE
    return isinstance(node, ast.Call) and is_logging(node.func)


# Of functions outside of the project: those whose name says that they change what they are handed.
_CHANGING = frozenset(
    {"append", "clear", "extend", "heapify", "heappop", "heappush", "heappushpop", "heapreplace"}
    | {"iadd", "iconcat", "insert", "insort", "insort_left", "insort_right", "ior", "merge", "pop"}
    | {"delitem", "remove", "reverse", "setdefault", "setitem", "shuffle", "sort", "update"}
    | {"deep_update"}
)
