"""The objects that statements may change which evaluation does not carry out: of those it knows no attributes any more."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from modec.diagnostics import Diagnostic
from modec.evaluate.values import (
    Environment,
    GlobalRef,
    UserClass,
    UserFunction,
    UserInstance,
    UserModule,
    Value,
)
from modec.source.names import dotted

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


CHANGING = frozenset(
    {"add", "append", "clear", "difference_update", "discard", "extend", "insert", "pop", "popitem"}
    | {"remove", "reverse", "setdefault", "sort", "update"}
)
"""Methods that change a container."""
_LOGGING = frozenset({"debug", "info", "warning", "error", "critical", "exception", "log"})
LEAVING_ALONE = frozenset(
    [
        "base64",
        "collections",
        "copy",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "functools",
        "getpass",
        "hashlib",
        "itertools",
        "json",
        "logging",
        "math",
        "os",
        "pathlib",
        "platform",
        "re",
        "socket",
        "string",
        "tempfile",
        "textwrap",
        "time",
        "types",
        "typing",
        "uuid",
    ]
)
"""Modules whose functions do not change what they are given, and mostly make what cannot be changed."""


def is_logging(called: ast.expr) -> bool:
    """Whether what is called is a logger's method, by its name."""
    return isinstance(called, ast.Attribute) and called.attr in _LOGGING


def forget_changed(
    machine: Machine,
    nodes: Iterable[ast.AST],
    scope: Environment,
    reason: str,
    cause: Diagnostic | None,
) -> None:
    """`settings.table = x` and `settings.load()` among the nodes of statements: what they may change is the run's to know."""
    for expression, name, is_call in _changed_owners(nodes):
        owner = held_by(expression, scope)
        if isinstance(owner, (list, dict, set)) and isinstance(expression, ast.Attribute):
            if not is_call or name in CHANGING:
                machine.taint(owner, reason, scope.module.span(expression))
            continue
        if is_call and not _may_change(owner, name):
            continue
        if isinstance(owner, UserClass) or (
            isinstance(owner, UserInstance) and not owner.is_member
        ):
            owner.is_spoiled = True
        elif isinstance(owner, UserModule) and name in owner.environment.variables:
            owner.environment.variables[name] = GlobalRef(owner.module, name, None, reason, cause)


def _changed_owners(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.expr, str, bool]]:
    """The expressions for the objects, the attribute or method, and whether it is a method."""
    for node in nodes:
        match node:
            case ast.Attribute(ctx=ast.Store() | ast.Del()):
                yield node.value, node.attr, False
            case ast.Subscript(ctx=ast.Store() | ast.Del()):
                yield node.value, "", False
            case ast.Call(func=ast.Attribute(value=owner, attr=method)):
                yield owner, method, True
            case ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[owner, named, *_]):
                yield owner, str(getattr(named, "value", "")), False


def held_by(expression: ast.expr, scope: Environment) -> Value:
    """The object behind a name, or behind an attribute of one; None where the text does not say."""
    path = dotted(expression)
    found = scope.lookup(path[0]) if path else None
    value = found[1] if found is not None else None
    for name in path[1:]:
        if isinstance(value, UserModule):
            value = value.environment.variables.get(name)
        elif isinstance(value, (UserClass, UserInstance)):
            value = value.attributes.get(name)
        else:
            return None
    return value


def _may_change(owner: Value, method: str) -> bool:
    """Whether a method of the author's may change the object that it is called on."""
    cls = owner.cls if isinstance(owner, UserInstance) else owner
    function = _method(cls, method) if isinstance(cls, UserClass) else None
    if function is None or isinstance(function.node, ast.Lambda):
        return False
    first = next(iter(function.__signature__.parameters), None)
    return first is not None and any(
        isinstance(node, ast.Name) and node.id == first for node in _in_changing(function.node.body)
    )


def _in_changing(body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """What stands in statements that store something, and in calls made for their effects or handed the object."""
    for node in (inner for statement in body for inner in ast.walk(statement)):
        if isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
            yield from ast.walk(node.value)
        elif isinstance(node, ast.AugAssign):
            yield from ast.walk(node.target)
        elif isinstance(node, ast.Call):
            yield from ast.walk(node)


def _method(cls: UserClass, name: str) -> UserFunction | None:
    if name in cls.attributes:
        found = cls.attributes[name]
        return found if isinstance(found, UserFunction) else None
    for base in cls.bases:
        inherited = _method(base, name) if isinstance(base, UserClass) else None
        if inherited is not None:
            return inherited
    return None
