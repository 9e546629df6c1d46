"""Which keys of its config a function reads, and whether that is all it does with it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from modec.unroll.context_use import ContextUse, Read

_CONFIG = "config"
_GUARDS = (ast.Try, ast.If, ast.IfExp, ast.BoolOp)
"""What the author may have provided for a key that is not there with."""


@dataclass(frozen=True)
class ConfigReads:
    """The literal keys that are read, with their expressions."""

    keys: tuple[tuple[str, ast.expr], ...]
    subscripted: tuple[tuple[str, ast.expr], ...]
    """Those read by subscription, outside of everything that may expect the key to be missing."""
    escapes: bool
    """Whether the config is used in other ways, too: handed on, looped over."""


def config_reads(use: ContextUse) -> ConfigReads:
    """What is read of the config through the context, or through a variable that holds nothing else."""
    keys: list[tuple[str, ast.expr]] = []
    subscripted: list[tuple[str, ast.expr]] = []
    escapes = False
    parents = use.scopes.parents
    for node in (
        place for read in use.reads if read.what == _CONFIG for place in _places(use, read)
    ):
        match parents.get(node):
            case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Load()) as whole if (
                whole.value is node
            ):
                keys.append((key, whole))
                if not _guarded(use, whole):
                    subscripted.append((key, whole))
            case ast.Attribute(attr="get") as method:
                call = parents.get(method)
                match call:
                    case ast.Call(args=[ast.Constant(value=str(key)), *_]) if call.func is method:
                        keys.append((key, call))
                    case _:
                        escapes = True
            case _:
                escapes = True
    return ConfigReads(tuple(keys), tuple(subscripted), escapes)


def _places(use: ContextUse, read: Read) -> list[ast.AST]:
    """Where the config stands: the read itself, or the uses of the one variable that it is assigned to."""
    match use.scopes.parents.get(read.node):
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is read.node:
            places = use.scopes.named(name)
            if read.scope is use.scopes.own and sum(place.binds for place in places) == 1:
                return [place.node for place in places if not place.binds]
    return [read.node]


def _guarded(use: ContextUse, node: ast.AST) -> bool:
    above: ast.AST | None = node
    while above is not None:
        if isinstance(above, _GUARDS):
            return True
        above = use.scopes.parents.get(above)
    return False
