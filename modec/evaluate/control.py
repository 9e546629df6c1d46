"""Compound statements: conditions, loops, exceptions, `with`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from modec.diagnostics import Span
from modec.evaluate import (
    context_managers,
    project_files,
)
from modec.evaluate.class_views import lineage
from modec.evaluate.iteration import begun, iterated, stream
from modec.evaluate.names import bind, unbind
from modec.evaluate.residuals import needed, why
from modec.evaluate.signals import Flow, Jump, Raised, Return
from modec.evaluate.stateful import Managed
from modec.evaluate.targets import assign
from modec.evaluate.truth import truth
from modec.evaluate.unknown import bound_names, forget
from modec.evaluate.values import (
    Environment,
    External,
    GlobalRef,
    Opaque,
    Residual,
    UserClass,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def _uncertain(
    machine: Machine,
    condition: Residual,
    what: str,
    statements: Sequence[ast.stmt],
    node: ast.expr,
    scope: Environment,
) -> None:
    """Statements that the run may or may not carry out. Raises `Unfollowed` inside of functions."""
    span = scope.module.span(node)
    if scope.kind not in ("module", "class"):
        raise needed(condition, what, span)
    reason = f"it is bound under a condition that only the run knows ({why(condition)})"
    place = condition.span or span
    forget(
        machine, statements, scope, reason, cause=condition.cause, span=place, help=condition.help
    )


def _if(machine: Machine, node: ast.If, scope: Environment) -> Flow:
    condition = machine.evaluate(node.test, scope)
    known = truth(condition)
    if known is None:
        branches = [*node.body, *node.orelse]
        _uncertain(machine, condition, "this condition", branches, node.test, scope)
        return None
    return machine.execute(node.body if known else node.orelse, scope)


def _for(machine: Machine, node: ast.For, scope: Environment) -> Flow:
    iterable = iterated(machine, machine.evaluate(node.iter, scope), node.iter, scope)
    if isinstance(iterable, Residual) and not begun(iterable):
        target = ast.copy_location(ast.Assign([node.target], node.iter), node)
        statements = [target, *node.body, *node.orelse]
        _uncertain(machine, iterable, "what is iterated here", statements, node.iter, scope)
        return None
    outer = dict(scope.looping)
    bound = _bound_in_rounds(node, scope)
    try:
        for element in stream(machine, iterable, node.iter, scope):
            machine.budget.step(scope.module, node)
            _begin_round(machine, bound, scope)
            assign(machine, node.target, element, scope)
            flow = machine.execute(node.body, scope)
            if isinstance(flow, Return):
                return flow
            if flow is Jump.BREAK:
                return None
    finally:
        scope.looping = outer
    return machine.execute(node.orelse, scope)


def _bound_in_rounds(node: ast.For | ast.While, scope: Environment) -> list[str]:
    """What a loop at module level binds in every round: expressions keep what it is in theirs."""
    return list(bound_names([node])) if scope.kind == "module" else []


def _begin_round(machine: Machine, bound: list[str], scope: Environment) -> None:
    if bound:
        scope.looping |= dict.fromkeys(bound, machine.moment())


def _while(machine: Machine, node: ast.While, scope: Environment) -> Flow:
    outer = dict(scope.looping)
    try:
        return _while_true(machine, node, scope)
    finally:
        scope.looping = outer


def _while_true(machine: Machine, node: ast.While, scope: Environment) -> Flow:
    bound = _bound_in_rounds(node, scope)
    while True:
        machine.budget.step(scope.module, node)
        _begin_round(machine, bound, scope)
        condition = machine.evaluate(node.test, scope)
        known = truth(condition)
        if known is None:
            statements = [*node.body, *node.orelse]
            _uncertain(machine, condition, "this condition", statements, node.test, scope)
            return None
        if not known:
            return machine.execute(node.orelse, scope)
        flow = machine.execute(node.body, scope)
        if isinstance(flow, Return):
            return flow
        if flow is Jump.BREAK:
            return None


def _try(machine: Machine, node: ast.Try, scope: Environment) -> Flow:
    flow: Flow = None
    try:
        guarded, machine.guarded = machine.guarded, machine.guarded + bool(node.handlers)
        try:
            flow = machine.execute(node.body, scope)
        finally:
            machine.guarded = guarded
    except Raised as raised:
        handler = _handler(machine, node, raised, scope)
        if handler is None:
            _finally(machine, node, scope)
            raise
        flow = _handle(machine, handler, raised, scope)
    else:
        _alternatives(node, scope)
        if flow is None:
            flow = machine.execute(node.orelse, scope)
    last = _finally(machine, node, scope)
    return flow if last is None else last


def _finally(machine: Machine, node: ast.Try, scope: Environment) -> Flow:
    return machine.execute(node.finalbody, scope)


def _alternatives(node: ast.Try, scope: Environment) -> None:
    """`try: import a as x; except ImportError: import b as x`: which one it is, the run finds out."""
    if scope.kind != "module" or not node.handlers:
        return
    handled = set(bound_names([statement for each in node.handlers for statement in each.body]))
    for name in sorted(handled):
        value = scope.variables.get(name)
        if isinstance(value, External):
            reason = "which of several imports gives it, only the run knows"
            scope.variables[name] = GlobalRef(scope.module, name, value.span, reason)


def _handler(
    machine: Machine, node: ast.Try, raised: Raised, scope: Environment
) -> ast.ExceptHandler | None:
    for handler in node.handlers:
        if handler.type is None:
            return handler
        kinds = machine.evaluate(handler.type, scope)
        for kind in kinds if isinstance(kinds, tuple) else (kinds,):
            if _catches(kind, raised.error):
                return handler
    return None


def _catches(kind: Value, error: Value) -> bool:
    if isinstance(error, UserInstance) and error.cls is not None:
        if any(kind is each for each in lineage(error.cls)):
            return True
        return kind in (Exception, BaseException)
    if isinstance(kind, type) and issubclass(kind, BaseException):
        return isinstance(error, kind) or (error is None and kind in (Exception, BaseException))
    return False


def _handle(
    machine: Machine, handler: ast.ExceptHandler, raised: Raised, scope: Environment
) -> Flow:
    if handler.name is not None:
        bind(machine, scope, handler.name, raised.error)
    machine.handling.append(raised)
    try:
        return machine.execute(handler.body, scope)
    finally:
        machine.handling.pop()
        if handler.name is not None:
            unbind(scope, handler.name)


def _raise(machine: Machine, node: ast.Raise, scope: Environment) -> Flow:
    span = scope.module.span(node)
    if node.exc is None:
        raise (
            machine.handling[-1] if machine.handling else Raised(RuntimeError("no exception"), span)
        )
    error = machine.evaluate(node.exc, scope)
    if isinstance(error, (UserClass, type)):
        error = machine.call(error, [], {}, node.exc, scope)
    raise Raised(error, span)


def _assert(machine: Machine, node: ast.Assert, scope: Environment) -> Flow:
    if truth(machine.evaluate(node.test, scope)) is False:
        message = machine.evaluate(node.msg, scope) if node.msg is not None else ""
        text = "" if isinstance(message, Residual) else str(message)
        raise Raised(AssertionError(text), scope.module.span(node))
    return None


def _with(machine: Machine, node: ast.With, scope: Environment) -> Flow:
    entered: list[Managed] = []
    for item in node.items:
        manager = machine.evaluate(item.context_expr, scope)
        known = manager if isinstance(manager, Managed) else None
        known = known or context_managers.of_instance(machine, manager, item.context_expr, scope)
        given = known.enter() if known is not None else None
        if known is not None:
            entered.append(known)
        if item.optional_vars is not None:
            span = scope.module.span(item.context_expr)
            if known is None:
                given = _entered(manager, item.optional_vars, span, scope)
            assign(machine, item.optional_vars, given, scope)
    try:
        flow = machine.execute(node.body, scope)
    except Raised:
        for known in reversed(entered):
            known.leave(True)
        raise
    for known in reversed(entered):
        known.leave(False)
    return flow


def _entered(manager: Value, target: ast.expr, span: Span, scope: Environment) -> Value:
    if isinstance(manager, project_files.ProjectFile):
        return manager
    reason, help = "it is what a context manager gives", ""
    if isinstance(manager, Residual):
        span, reason, help = manager.span or span, manager.reason or reason, manager.help
    name = target.id if isinstance(target, ast.Name) else "it"
    if scope.parent is None and isinstance(target, ast.Name):
        return GlobalRef(scope.module, name, span, reason, help=help)
    return Opaque(name, span, reason, help=help)


RULES: dict[type[ast.stmt], Callable[[Any, Any, Environment], Flow]] = {
    ast.If: _if,
    ast.For: _for,
    ast.While: _while,
    ast.Try: _try,
    ast.With: _with,
    ast.Raise: _raise,
    ast.Assert: _assert,
}
