"""Values of static evaluation as code that rebuilds them in the script."""

from __future__ import annotations

import builtins
import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import PurePath
from types import BuiltinFunctionType
from typing import Any

from modec.diagnostics import Refused, refuse
from modec.evaluate.attributes import class_lookup
from modec.evaluate.residuals import needed
from modec.evaluate.standard_collections import KINDS, Factory
from modec.evaluate.values import (
    BoundMethod,
    Computed,
    External,
    GlobalRef,
    Intrinsic,
    Unsupported,
    UserClass,
    UserFunction,
    UserInstance,
    UserModule,
)
from modec.unroll.code import (
    PLAIN,
    Carried,
    Code,
    Inline,
    Runtime,
    Standard,
    code,
    function_code,
    join,
)

_CONSTANTS = (bool, int, str, bytes, complex, type(None), type(Ellipsis))


Elsewhere = Callable[[Any], "Code | None"]
"""The code that refers to an object that is held elsewhere, too; None for what is not."""


def value_code(value: Any, elsewhere: Elsewhere = lambda value: None) -> Code:
    """The code of an expression that gives `value` when the script runs.

    Containers are rebuilt item by item, functions and classes of the author's become references, residuals
    the expressions that they are. Raises `Refused` (MD501) for what cannot be written down.
    """
    if isinstance(value, Enum):
        return code(value_code(type(value)), f".{value.name}")
    if isinstance(value, float) and not math.isfinite(value):
        return code(f'float("{value!r}")')
    if isinstance(value, (*_CONSTANTS, float)):
        return code("..." if value is Ellipsis else repr(value))
    if isinstance(value, (list, tuple, set, frozenset, Mapping)):
        return _container_code(value, elsewhere)
    if isinstance(value, BoundMethod) and _is_found_again(value):
        owner = _part_code(value.owner, elsewhere)
        needs_brackets = isinstance(value.owner, (int, float, complex))
        return code("(", owner, f").{value.name}") if needs_brackets else owner + f".{value.name}"
    return _reference_code(value)


def own_code(value: Any, elsewhere: Elsewhere = lambda value: None) -> Code:
    """The code of the expression that makes `value` in the first place: what a variable of its own is bound to.

    What `elsewhere` knows of is referred to, in it.
    """
    if isinstance(value, Computed):
        return code(Inline(value.node, value.scope))
    return value_code(value, elsewhere)


def _part_code(value: Any, elsewhere: Elsewhere) -> Code:
    return elsewhere(value) or value_code(value, elsewhere)


def _container_code(value: Any, elsewhere: Elsewhere) -> Code:
    def part(item: Any) -> Code:
        return _part_code(item, elsewhere)

    if isinstance(value, Mapping):
        items = [code(part(key), ": ", part(item)) for key, item in value.items()]
        written = code("{", join(", ", items), "}")
        return _made_by_collections(value, written, part) if type(value) in KINDS else written
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            return _reference_code(value)
        inner = join(", ", [part(item) for item in value])
        return code("(", inner, ",)" if len(value) == 1 else ")")
    if isinstance(value, list):
        return code("[", join(", ", [part(item) for item in value]), "]")
    # A set has no order of its own; the script's text must not depend on hash seeds.
    inner = join(", ", [part(item) for item in sorted(value, key=repr)])
    if isinstance(value, frozenset):
        return code("frozenset({", inner, "})") if value else code("frozenset()")
    return code("{", inner, "}") if value else code("set()")


def _made_by_collections(value: Any, written: Code, part: Callable[[Any], Code]) -> Code:
    """A dict of `collections`: `collections.Counter({...})`."""
    maker = code(Standard(External("collections", (type(value).__name__,))))
    given = [written] if value else []
    if isinstance(value, defaultdict):
        factory = value.default_factory
        given.insert(0, part(factory.value if isinstance(factory, Factory) else factory))
    return code(maker, "(", join(", ", given), ")")


def _is_found_again(method: BoundMethod) -> bool:
    """Whether reading the attribute of the owner gives the method: not what `super()` found, nor a name that is mangled."""
    if method.name.startswith("__") and not method.name.endswith("__"):
        return False
    if not isinstance(method.owner, (UserInstance, UserClass)):
        return method.function is None
    cls = method.owner.cls if isinstance(method.owner, UserInstance) else method.owner
    return cls is not None and class_lookup(cls, method.name) == (True, method.function)


def _reference_code(value: Any) -> Code:
    if isinstance(value, UserFunction):
        return function_code(value, PLAIN)
    if isinstance(value, (UserClass, GlobalRef)):
        return code(Carried(value))
    if isinstance(value, External):
        return code(Standard(value))
    if isinstance(value, Intrinsic) and value.written is not None:
        value = value.written
    if isinstance(value, Computed):
        if value.changes:
            return code(Carried(value))
        return code(Inline(value.node, value.scope))
    if isinstance(value, type):
        if value.__module__ == "builtins":
            return code(value.__name__)
        if value.__module__.startswith("modec.runtime."):
            return code(Runtime(value.__module__.removeprefix("modec.runtime."), value.__name__))
    if value is NotImplemented or isinstance(value, BuiltinFunctionType):
        name = "NotImplemented" if value is NotImplemented else value.__name__
        if getattr(builtins, name, None) is value:
            return code(Standard(External("builtins", (name,))))
    if isinstance(value, PurePath):
        return code(Standard(External("pathlib", ("Path",))), f"({str(value)!r})")
    if isinstance(value, UserModule):
        kind = "a module of the project, used as a value,"
        refuse(
            "MD501", None, name=value.module.name, reason=f"{kind} has no place in a single file"
        )
    if isinstance(value, Unsupported) and value.span is not None:
        raise Refused([needed(value, "this", value.span).diagnostic])
    refuse("MD501", getattr(value, "origin", None), name=_name_of(value), reason=_why_not(value))


def _name_of(value: Any) -> str:
    return str(getattr(value, "name", None) or type(value).__name__)


def _why_not(value: Any) -> str:
    if type(value).__module__.startswith("modec.definitions."):
        return f"it is a {type(value).__name__}, which exists only while the pipeline is defined"
    return f"there is no way to write a {type(value).__name__} down in the script"
