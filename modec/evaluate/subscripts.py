"""`owner[index]`."""

from __future__ import annotations

import ast
import operator
from types import GenericAlias
from typing import TYPE_CHECKING, Any

from modec.diagnostics.near import did_you_mean
from modec.evaluate import (
    attributes,
    class_views,
    config_files,
    environment_variables,
    foreseen,
    intrinsics,
)
from modec.evaluate.applying import apply
from modec.evaluate.equality import UNKNOWN, key_among
from modec.evaluate.fields import contents_of, tuple_of
from modec.evaluate.operators import hashed, is_plain
from modec.evaluate.residuals import computed, residuals_in, untainted
from modec.evaluate.signals import Raised
from modec.evaluate.stateful import Settings
from modec.evaluate.values import (
    Environment,
    External,
    Foreseen,
    Residual,
    UserClass,
    UserFunction,
    UserInstance,
    UserModule,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def item(machine: Machine, owner: Value, index: Value, node: ast.expr, scope: Environment) -> Value:
    """`owner[index]`. Raises `Raised` (KeyError, IndexError, TypeError)."""
    return untainted(machine, _item(machine, owner, index, node, scope), node, scope)


def _item(
    machine: Machine, owner: Value, index: Value, node: ast.expr, scope: Environment
) -> Value:
    span = scope.module.span(node)
    if isinstance(owner, External) and environment_variables.is_environ(owner):
        return environment_variables.item(machine, index, node, scope)
    if isinstance(owner, External) and (owner.module, owner.path) == ("sys", ("modules",)):
        own = machine.running.get(index) if isinstance(index, str) else None
        return computed(node, scope, [owner]) if own is None else UserModule(own.module, own)
    made = attributes.special(machine, owner, "__getitem__", [index], node, scope)
    if made is not None:
        return made
    fields = tuple_of(owner)
    if fields is not None and isinstance(index, (int, slice)):
        return apply(lambda a, b: a[b], node, scope, fields, index)
    if isinstance(owner, Settings):
        return config_files.item(owner, index, node, scope)
    if isinstance(owner, UserInstance) and contents_of(owner) is not None:
        try:
            return _item(machine, owner.contents, index, node, scope)
        except Raised as raised:
            made = attributes.special(machine, owner, "__missing__", [index], node, scope)
            if made is None or not isinstance(raised.error, KeyError):
                raise
            return made
    if isinstance(owner, Foreseen):
        known = foreseen.operated(operator.getitem, [owner, index], node, scope)
        return computed(node, scope, [owner]) if known is foreseen.NOTHING else known
    if isinstance(owner, Residual):
        return computed(node, scope, [owner])
    if isinstance(owner, (type, GenericAlias)) or intrinsics.is_typing(owner):
        return _generic(owner, index, node, scope)
    if isinstance(owner, UserClass):
        for enum_member in owner.members:
            if enum_member.attributes["name"] == index:
                return enum_member
        if class_views.is_generic(owner):
            return owner  # `Box[int]` is `Box` to whoever calls it
        return computed(node, scope, reason="it is a subscripted class")
    if intrinsics.is_host(owner):
        return intrinsics.host_item(owner, index, node, scope)
    if isinstance(owner, dict):
        hashed(hash, index, node, scope)
        key = key_among(owner, index)
        if key is not UNKNOWN and key in owner:
            return owner[key]
        if key is UNKNOWN or isinstance(index, Residual):
            return computed(node, scope, [index])
    elif isinstance(index, Residual):
        return computed(node, scope, [index])
    if not is_plain(owner):
        if isinstance(owner, UserFunction):
            raise Raised(TypeError("'function' object is not subscriptable"), span)
        return computed(node, scope, reason="evaluation does not follow this subscript")
    makes_it = isinstance(owner, dict) and hasattr(owner, "__missing__")
    if isinstance(owner, dict) and isinstance(index, str) and index not in owner and not makes_it:
        keys = [key for key in owner if isinstance(key, str)]
        raise Raised(KeyError(index), span, did_you_mean(index, keys).rstrip())
    return apply(lambda a, b: a[b], node, scope, owner, index)


def _generic(owner: Any, index: Value, node: ast.expr, scope: Environment) -> Value:
    try:
        return owner[index]
    except TypeError as error:
        if any(residuals_in(index)):  # Python 3.10's `typing` asks for something callable
            return computed(node, scope, residuals_in(index))
        raise Raised(error, scope.module.span(node)) from None
