"""Which keys of its config a function reads, and whether that is all it does with it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from modec.inspect.uses import guarded, places_of
from modec.unroll.context_use import ContextUse

_CONFIG = "config"


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
        place for read in use.reads if read.what == _CONFIG for place in places_of(use, read)
    ):
        match parents.get(node):
            case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Load()) as whole if (
                whole.value is node
            ):
                keys.append((key, whole))
                if not guarded(use, whole):
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
