"""What evaluation no longer knows after statements that it did not carry out."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from modec.diagnostics import Diagnostic, Refused, Span
from modec.evaluate import imports, intrinsics, search_path
from modec.evaluate.changed_objects import CHANGING, forget_changed
from modec.evaluate.names import bind
from modec.evaluate.signals import Raised
from modec.evaluate.values import (
    Environment,
    GlobalRef,
    Opaque,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)
from modec.source.names import PARTS, start_name

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def forget(
    machine: Machine,
    statements: Sequence[ast.stmt],
    scope: Environment,
    reason: str,
    *,
    cause: Diagnostic | None = None,
    span: Span | None = None,
    help: str = "",
    broken: bool = False,
) -> list[str]:
    """The names that the statements may bind become residual, the containers that they may change are
    tainted. Modules that they import are executed, since the run may need them. Gives the names."""
    scope.top.given_up.extend(statements)
    if machine.under_way is not None:
        module, under_way = machine.under_way
        machine.running[module.name].given_up.append(under_way)
    names = dict.fromkeys(bound_names(statements))
    for star in _import_nodes(statements):
        names.update(dict.fromkeys(_led_to(machine, star, scope)))
    for name in names:
        place = span or _place(statements, scope)
        if scope.kind == "module":
            value: GlobalRef | Opaque = GlobalRef(
                scope.module, name, place, reason, cause, help, broken
            )
        else:
            value = Opaque(name, place, reason, cause, help)
        bind(machine, scope, name, value)
    for name in _changed_names(statements):
        found = scope.lookup(name)
        if found is not None:
            machine.taint(found[1], reason, span or _place(statements, scope))
    forget_changed(machine, own_nodes(statements), scope, reason, cause)
    search_path.note_possible(machine, own_nodes(statements), scope)
    return list(names)


def _place(statements: Sequence[ast.stmt], scope: Environment) -> Span:
    return scope.module.span(statements[0] if statements else scope.module.tree)


def own_nodes(statements: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes that belong to these statements' own scope, in order."""
    for statement in statements:
        yield from _own(statement)


def _own(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        for decorator in node.decorator_list:
            yield from _own(decorator)
    elif not isinstance(node, ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from _own(child)


def bound_names(statements: Sequence[ast.stmt]) -> Iterator[str]:
    """The names that statements may bind in their own scope, in order."""
    for node in own_nodes(statements):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or (
            isinstance(node, ast.ExceptHandler) and node.name is not None
        ):
            yield str(node.name)
        elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name is not None:
            yield node.name
        elif isinstance(node, ast.MatchMapping) and node.rest is not None:
            yield node.rest
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                if alias.name != "*":
                    yield alias.asname or alias.name.split(".")[0]


def _changed_names(statements: Sequence[ast.stmt]) -> Iterator[str]:
    """The names whose values statements store into, or call methods of for their effects."""
    for node in own_nodes(statements):
        target: ast.expr | None = None
        if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            target = node.value
        elif isinstance(node, ast.AugAssign):
            target = node.target
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called = node.value.func
            target = called.value if isinstance(called, ast.Attribute) else None
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            target = node.func.value if node.func.attr in CHANGING else None
        name = start_name(target, PARTS) if target is not None else ""
        if name:
            yield name


def spoil(
    machine: Machine,
    function: UserFunction,
    args: Sequence[Value],
    reason: str,
    seen: set[int] | None = None,
) -> None:
    """A call was given up half way: what its body may change of the outside is not known any more."""
    if isinstance(function.node, ast.Lambda):
        return
    body = function.node.body
    shared = {
        name for node in own_nodes(body) if isinstance(node, ast.Global) for name in node.names
    }
    top = function.scope.top
    for name in sorted(shared):
        if name in top.variables:
            bind(machine, top, name, GlobalRef(function.module, name, function.span, reason))
    for name in _changed_names(body):
        found = function.scope.lookup(name)
        if found is not None:
            machine.taint(found[1], reason, function.span)
    changed = set(_changed_names(body))
    for name, arg in zip(function.__signature__.parameters, args):
        if isinstance(arg, UserInstance) and not arg.is_member and name in changed:
            arg.is_spoiled = True
        if isinstance(arg, UserClass) and name in changed:
            for held in arg.attributes.values():
                machine.taint(held, reason, function.span)
    forget_changed(machine, own_nodes(body), function.scope, reason, None)
    for arg in args:
        machine.taint(arg, reason, function.span)
    _spoil_called(machine, function, reason, seen or set())


def _spoil_called(machine: Machine, function: UserFunction, reason: str, seen: set[int]) -> None:
    """The functions of the author's that it calls were perhaps not called, or not to their end."""
    seen.add(id(function.node))
    for node in own_nodes(getattr(function.node, "body", ())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        found = function.scope.lookup(node.func.id)
        called = found[1] if found is not None else None
        if isinstance(called, UserFunction) and id(called.node) not in seen:
            spoil(machine, called, [], reason, seen)


def _import_nodes(statements: Sequence[ast.stmt]) -> list[ast.Import | ast.ImportFrom]:
    return [
        node for node in own_nodes(statements) if isinstance(node, (ast.Import, ast.ImportFrom))
    ]


def _led_to(machine: Machine, node: ast.Import | ast.ImportFrom, scope: Environment) -> list[str]:
    """Execute what an import names; the names that it binds by a star."""
    names: list[str] = []
    try:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if not intrinsics.is_vocabulary(alias.name):
                    imports.load(machine, alias.name)
            return names
        module = imports.absolute_name(node, scope)
        environment = None if intrinsics.is_vocabulary(module) else imports.load(machine, module)
        for alias in node.names:
            if environment is None:
                continue
            if alias.name == "*":
                names.extend(imports.exported(environment))
            elif alias.name not in environment.variables:
                imports.load(machine, f"{module}.{alias.name}")
    except (Raised, Refused):
        pass
    return names
