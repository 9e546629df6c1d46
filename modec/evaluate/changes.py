"""What a factory does to an object that only the run makes: statements that ship behind the object."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modec.evaluate.residuals import carried_scope
from modec.evaluate.values import (
    Change,
    Computed,
    Environment,
    OneShot,
    ProjectPath,
    UserClass,
    UserFunction,
    Value,
)
from modec.source.names import start_name

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


Store = ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Delete


def note_stores(machine: Machine, node: Store, scope: Environment) -> None:
    """Remember an assignment or a deletion, in a function, that goes to attributes or items of such objects."""
    targets = node.targets if isinstance(node, (ast.Assign, ast.Delete)) else [node.target]
    changed = [
        target.value for target in targets if isinstance(target, (ast.Attribute, ast.Subscript))
    ]
    if len(changed) == len(targets) and _is_watched(scope):
        _note(machine, node, changed, scope)


def note_call(machine: Machine, node: ast.Expr, scope: Environment) -> bool:
    """Remember `session.headers.update(...)`, `setattr(client, ...)` in a function; whether it is such a call."""
    call = node.value
    if not isinstance(call, ast.Call) or not _is_watched(scope):
        return False
    if isinstance(call.func, ast.Attribute):
        return _note(machine, node, [call.func.value], scope)
    if isinstance(call.func, ast.Name) and call.func.id in ("setattr", "delattr") and call.args:
        return _note(machine, node, call.args[:1], scope)
    return False


def note_passed(machine: Machine, node: ast.Expr, argument: ast.expr, scope: Environment) -> None:
    """Remember a call of code outside of the project that is handed such an object: `configure(client)`."""
    if _is_watched(scope):
        _note(machine, node, [argument], scope)


def _is_watched(scope: Environment) -> bool:
    """Whether what is changed there may be without a variable of the script's: in functions, and in rounds of a loop."""
    return scope.kind != "module" or bool(scope.looping)


def _note(machine: Machine, node: ast.stmt, changed: list[ast.expr], scope: Environment) -> bool:
    if machine.under_way is None or machine.unrecorded:
        return False
    change: Change | None = None
    for expression in changed:
        for name, value in _objects(expression, scope):
            if change is None:
                moment = machine.moment()
                assert moment is not None
                in_round = scope.kind == "module"
                change = Change(node, carried_scope(node, scope), moment, name, in_round)
            if change not in value.changes:
                value.changes.append(change)
    return change is not None


def _objects(
    node: ast.expr, scope: Environment
) -> Iterator[tuple[str, Computed | UserFunction | UserClass]]:
    name = start_name(node)
    found = scope.lookup(name) if name else None
    if found is None or not _is_made_by_run(found[1]):
        return
    if found[0].parent is not None or _is_of_round(name, found[0], found[1]):
        yield name, found[1]


def _is_of_round(name: str, owner: Environment, value: Value) -> bool:
    """Whether a loop at module level binds the variable, to what it made in this round."""
    return name in owner.looping and isinstance(value, Computed) and value.unnamed is None


def _is_made_by_run(value: Value) -> bool:
    if isinstance(value, (UserFunction, UserClass)):
        return value.scope.parent is not None
    return isinstance(value, Computed) and not isinstance(value, (OneShot, ProjectPath))
