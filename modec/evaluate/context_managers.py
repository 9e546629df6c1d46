"""`with`: context managers of the author's, by `contextlib.contextmanager` or by `__enter__` and `__exit__`."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from modec.diagnostics import finding
from modec.evaluate import attributes, functions
from modec.evaluate.residuals import computed
from modec.evaluate.signals import Return, Unfollowed
from modec.evaluate.stateful import Managed
from modec.evaluate.unknown import own_nodes
from modec.evaluate.values import (
    Environment,
    External,
    UserFunction,
    UserInstance,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_MANAGER = ("contextlib", ("contextmanager",))


def managed(
    machine: Machine,
    function: UserFunction,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Managed | None:
    """What calling a function under `@contextmanager` gives; None for other functions, and where its one `yield` stands deeper."""
    if function.applied or len(function.runtime_decorators) != 1:
        return None
    decorator = machine.evaluate(function.runtime_decorators[0], function.scope)
    if not isinstance(decorator, External) or (decorator.module, decorator.path) != _MANAGER:
        return None
    parts = _parts(function)
    if parts is None:
        return None
    bare = dataclasses.replace(function, runtime_decorators=())
    inner = functions.bound(machine, bare, tuple(args), kwargs)

    def enter() -> Value:
        _carry_out(machine, parts.before, inner)
        return machine.evaluate(parts.given, inner) if parts.given is not None else None

    def leave(fails: bool) -> None:
        if fails and parts.is_caught:
            what = "a context manager that catches what fails"
            raise Unfollowed(finding("MD105", function.span, what=what))
        if not fails:
            _carry_out(machine, parts.after, inner)
        _carry_out(machine, parts.finally_, inner)
        if not fails:
            _carry_out(machine, parts.last, inner)

    carried = computed(node, scope, reason="it is a context manager")
    return Managed(
        carried.node, carried.scope, carried.span, carried.reason, enter=enter, leave=leave
    )


def of_instance(
    machine: Machine, manager: Value, node: ast.expr, scope: Environment
) -> Managed | None:
    """An object of the author's with `__enter__`; None for others."""
    if not isinstance(manager, UserInstance) or manager.cls is None:
        return None
    if not attributes.class_lookup(manager.cls, "__enter__")[0]:
        return None

    def enter() -> Value:
        return attributes.special(machine, manager, "__enter__", [], node, scope)

    def leave(fails: bool) -> None:
        if fails:
            what = "a context manager that is told what fails"
            raise Unfollowed(finding("MD105", scope.module.span(node), what=what))
        attributes.special(machine, manager, "__exit__", [None, None, None], node, scope)

    carried = computed(node, scope, [manager])
    return Managed(
        carried.node, carried.scope, carried.span, carried.reason, enter=enter, leave=leave
    )


@dataclasses.dataclass(frozen=True)
class _Parts:
    before: Sequence[ast.stmt]
    given: ast.expr | None
    after: Sequence[ast.stmt]
    finally_: Sequence[ast.stmt]
    last: Sequence[ast.stmt]
    is_caught: bool


def _parts(function: UserFunction) -> _Parts | None:
    """A generator's body before and behind its only `yield`, which stands at its top or in a `try` there."""
    body = [] if isinstance(function.node, ast.Lambda) else function.node.body
    yields = [node for node in own_nodes(body) if isinstance(node, (ast.Yield, ast.YieldFrom))]
    if len(yields) != 1:
        return None
    for index, statement in enumerate(body):
        before, last = body[:index], body[index + 1 :]
        if _is_yield(statement):
            return _Parts(before, _given(statement), [], [], last, False)
        if isinstance(statement, ast.Try):
            for place, inner in enumerate(statement.body):
                if _is_yield(inner):
                    return _Parts(
                        [*before, *statement.body[:place]],
                        _given(inner),
                        [*statement.body[place + 1 :], *statement.orelse],
                        statement.finalbody,
                        last,
                        bool(statement.handlers),
                    )
    return None


def _is_yield(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Yield)


def _given(statement: ast.stmt) -> ast.expr | None:
    assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Yield)
    return statement.value.value


def _carry_out(machine: Machine, body: Sequence[ast.stmt], scope: Environment) -> None:
    if isinstance(machine.execute(body, scope), Return):
        what = "a context manager that returns before it is done"
        raise Unfollowed(finding("MD105", scope.module.span(body[0]), what=what))
