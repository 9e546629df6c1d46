"""What making an instance of a class of the author's may change besides the instance: tables that it enters itself in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modec.evaluate import attributes
from modec.evaluate.class_views import lineage
from modec.evaluate.unknown import own_nodes, spoil
from modec.evaluate.values import UserClass, UserFunction

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def makers(cls: UserClass) -> list[UserFunction]:
    """The methods of the author's that making an instance calls."""
    found = (attributes.class_lookup(cls, name)[1] for name in ("__init__", "__post_init__"))
    return [function for function in found if isinstance(function, UserFunction)]


def calls_or_stores(function: UserFunction) -> bool:
    """Whether a method does more than set attributes of its first argument."""
    own = next(iter(function.__signature__.parameters), "")
    for node in own_nodes(getattr(function.node, "body", ())):
        if isinstance(node, (ast.Call, ast.Global, ast.Nonlocal, ast.Delete)):
            return True
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            owner = node.value
            if not (isinstance(owner, ast.Name) and owner.id == own):
                return True
    return False


def give_up(machine: Machine, cls: UserClass, reason: str) -> None:
    """An instance is made, and its methods are not followed, or not to their end: what they may change is not known any more."""
    machine.called()[None] = None
    for function in makers(cls):
        if calls_or_stores(function):
            spoil(machine, function, [], reason)
            for each in lineage(cls):
                for name in _changed_attributes(function) if isinstance(each, UserClass) else ():
                    machine.taint(each.attributes.get(name), reason, function.span)


def _changed_attributes(function: UserFunction) -> Iterator[str]:
    """The attributes that a method may change the value of: `self.known[key] = self`, `cls.order.append(key)`."""
    for node in own_nodes(getattr(function.node, "body", ())):
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            held = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            held = node.func.value
        else:
            continue
        if isinstance(held, ast.Attribute):
            yield held.attr
