"""`owner.name = value`, `owner[index] = value`, and `setattr`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from modec.diagnostics import Span, finding
from modec.evaluate import (
    attributes,
    config_files,
    environment_variables,
    intrinsics,
    outside,
)
from modec.evaluate.applying import apply
from modec.evaluate.equality import UNKNOWN, key_among
from modec.evaluate.fields import begin
from modec.evaluate.names import bind
from modec.evaluate.residuals import reference
from modec.evaluate.signals import Unfollowed
from modec.evaluate.stateful import Settings
from modec.evaluate.values import (
    BoundMethod,
    Computed,
    Environment,
    External,
    Intrinsic,
    Residual,
    UserClass,
    UserFunction,
    UserInstance,
    UserModule,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine
    from modec.source.program import Module

_READ_OF_FUNCTIONS = frozenset(
    {"__signature__", "__annotations__", "__defaults__", "__kwdefaults__", "__code__"}
)
"""Attributes that say what a function takes: definitions are made of what its text says."""


_HOLDERS = (Intrinsic, Settings, UserClass, UserFunction, UserInstance)


def store(machine: Machine, target: ast.Attribute, value: Value, scope: Environment) -> None:
    """`owner.name = value`. Raises `Unfollowed`."""
    owner = machine.evaluate(target.value, scope)
    by = (scope.module, target)
    store_attribute(machine, owner, target.attr, value, scope.module.span(target), scope, by)


def store_attribute(
    machine: Machine,
    owner: Value,
    name: str,
    value: Value,
    span: Span,
    scope: Environment,
    by: tuple[Module, ast.AST] | None = None,
) -> None:
    """An attribute that gets a value, by an assignment (to the target `by`) or by `setattr`. Raises `Unfollowed`."""
    outside.note_store(machine, owner, by[1] if by is not None else None, scope)
    if isinstance(owner, _HOLDERS):
        machine.changes(owner, by)
    if isinstance(owner, Settings):
        config_files.store_attribute(owner, name, value)
    elif isinstance(owner, UserFunction):
        _store_of_function(owner, name, value, span)
    elif isinstance(owner, UserInstance):
        begin(owner)
        owner.is_touched = True
        if _is_intercepted(machine, owner, name, value, span, scope):
            return
        owner.attributes[name] = value
    elif isinstance(owner, (UserClass, Intrinsic)):
        owner.attributes[name] = value
    elif isinstance(owner, UserModule):
        if owner.environment is scope.top:  # `setattr(sys.modules[__name__], name, value)`
            bind(machine, owner.environment, name, value)
            return
        held = (
            value
            if not isinstance(value, Computed)
            else reference(machine, owner.environment, name, value)
        )
        owner.environment.variables[name] = held
        machine.assigns(owner.module, name)
        machine.patched.append((owner.module.name, name, span))
    elif intrinsics.is_host(owner) and name != "__doc__":  # a docstring changes nothing
        what = "an assignment to a definition's attribute"
        raise Unfollowed(finding("MD105", span, what=what))


def _is_intercepted(
    machine: Machine, owner: UserInstance, name: str, value: Value, span: Span, scope: Environment
) -> bool:
    """Whether the class has a say in it: a property's setter is called, of a `__setattr__` or a descriptor only the run knows."""
    if owner.cls is None:
        return False
    found, held = attributes.class_lookup(owner.cls, name)
    if found and isinstance(held, UserFunction) and held.node_decorators:
        setter = any(getattr(each, "attr", "") == "setter" for each in held.node_decorators)
        if not setter:
            owner.is_spoiled = True
            return True
        node = ast.copy_location(ast.Name(name, ast.Load()), held.node)
        machine.call(BoundMethod(owner, name, held), [value], {}, node, scope)
        return True
    is_descriptor = isinstance(held, UserInstance) and held.cls is not None
    if is_descriptor and attributes.class_lookup(held.cls, "__set__")[0]:
        owner.is_spoiled = True
        return True
    if attributes.class_lookup(owner.cls, "__setattr__")[0]:
        owner.is_spoiled = True
        return True
    return False


def _store_of_function(owner: UserFunction, name: str, value: Value, span: Span) -> None:
    if name in _READ_OF_FUNCTIONS or (name == "__name__" and not isinstance(value, str)):
        raise Unfollowed(finding("MD105", span, what=f"an assignment to a function's {name}"))
    if name == "__name__":
        owner.__name__ = value
    elif name == "__doc__" and (value is None or isinstance(value, str)):
        owner.__doc__ = value
    else:
        owner.attributes[name] = value


def set_attribute(
    machine: Machine, args: Sequence[Value], node: ast.expr, scope: Environment
) -> None:
    """`setattr(owner, name, value)`: under a name that only the run knows, any attribute may get the value."""
    if len(args) != 3:
        return
    owner, name, value = args
    if isinstance(name, str):
        store_attribute(machine, owner, name, value, scope.module.span(node), scope)
    else:
        _forget_attributes(machine, owner, scope.module.span(node))


def delete_attribute(
    machine: Machine, args: Sequence[Value], node: ast.expr, scope: Environment
) -> None:
    """`delattr(owner, name)`."""
    owner, name = (*args, None, None)[:2]
    if isinstance(owner, _HOLDERS):
        machine.changes(owner)
    if isinstance(owner, UserInstance):
        begin(owner)
        owner.is_touched = True
    if isinstance(owner, (UserInstance, UserClass)) and name in owner.attributes:
        del owner.attributes[name]
    else:
        _forget_attributes(machine, owner, scope.module.span(node))


def _forget_attributes(machine: Machine, owner: Value, span: Span) -> None:
    if isinstance(owner, _HOLDERS):
        machine.changes(owner)
    if isinstance(owner, (UserInstance, UserClass)):
        owner.is_spoiled = True
    elif isinstance(owner, (UserFunction, UserModule)):
        what = "an attribute whose name only the run knows"
        raise Unfollowed(finding("MD105", span, what=what))


def store_item(machine: Machine, target: ast.Subscript, value: Value, scope: Environment) -> None:
    """`owner[index] = value`."""
    owner = machine.evaluate(target.value, scope)
    index = machine.evaluate(target.slice, scope)
    span = scope.module.span(target)
    outside.note_store(machine, owner, target, scope)
    if isinstance(owner, External) and environment_variables.is_environ(owner):
        machine.environ_stores.append((index, value, span))
        return
    if isinstance(owner, (dict, list, Settings)):
        machine.changes(owner, (scope.module, target))
    if isinstance(owner, Settings):
        config_files.store_item(owner, index, value)
    if isinstance(owner, UserInstance) and owner.contents is not None:
        owner.is_touched = True
        owner = owner.contents
        machine.changes(owner, (scope.module, target))
    if not isinstance(owner, (dict, list)):
        return
    key = key_among(owner, index) if isinstance(owner, dict) else index
    if key is UNKNOWN or (isinstance(key, Residual) and not isinstance(key, UserInstance)):
        machine.taint(owner, "an element is stored under a key that only the run knows", span)
        return
    if isinstance(owner, list) and isinstance(index, slice) and isinstance(value, Residual):
        machine.taint(owner, "a slice of it is replaced by what only the run knows", span)
        return

    def assign(container: Any, key: Any) -> None:
        container[key] = value

    apply(assign, target, scope, owner, key)
