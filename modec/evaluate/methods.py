"""Methods of known builtin values: those that only compute, and those that change a container."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from modec.diagnostics import finding
from modec.evaluate import (
    config_files,
    folders,
    foreseen,
    paths,
    project_files,
    standard_collections,
    substitution,
)
from modec.evaluate.applying import apply
from modec.evaluate.budget import SIZE, check_size, too_much
from modec.evaluate.enums import plain_member
from modec.evaluate.equality import UNKNOWN, equal, key_among
from modec.evaluate.iteration import drawn, elements
from modec.evaluate.operators import key_for
from modec.evaluate.residuals import computed, is_opaque, residuals_in
from modec.evaluate.signals import Unfollowed
from modec.evaluate.stateful import Settings, View
from modec.evaluate.values import (
    BoundMethod,
    Environment,
    Foreseen,
    ProjectPath,
    Residual,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_TEXT = """capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha
isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip
maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines
startswith strip swapcase title translate upper zfill"""

_SET = """copy difference intersection isdisjoint issubset issuperset symmetric_difference union"""
_BYTES = """count decode endswith find hex index join lower lstrip replace rstrip split startswith strip"""

_BY_INDEX = frozenset({"__setitem__", "__delitem__"})
PURE: dict[type, frozenset[str]] = {
    str: frozenset(_TEXT.split()),
    bytes: frozenset(_BYTES.split()),
    list: frozenset({"copy", "count", "index"}),
    tuple: frozenset({"count", "index"}),
    dict: frozenset({"copy", "get", "items", "keys", "values", "fromkeys"}),
    set: frozenset(_SET.split()),
    frozenset: frozenset(_SET.split()),
    int: frozenset({"bit_length"}),
    float: frozenset({"is_integer", "hex"}),
}
CHANGING: dict[type, frozenset[str]] = {
    list: frozenset({"append", "extend", "insert", "pop", "remove", "reverse", "sort", "clear"})
    | _BY_INDEX,
    dict: frozenset({"update", "setdefault", "pop", "popitem", "clear"}) | _BY_INDEX,
    set: frozenset({"add", "discard", "remove", "pop", "clear", "update", "difference_update"}),
}
# Elements may be anything there: they are moved about, not looked at.
_ANY_ELEMENTS = frozenset(
    {"append", "insert", "copy", "items", "keys", "values", "get", "setdefault", "clear"}
)
_BY_KEY = frozenset({"add", "discard", "pop", "remove", "setdefault"}) | _BY_INDEX
_GROWING = {"center": 0, "ljust": 0, "rjust": 0, "zfill": 0, "expandtabs": 0}


def allows(owner: Value, name: str) -> bool:
    """Whether evaluation knows that method of the value."""
    if isinstance(owner, project_files.ProjectFile):
        return name in ("read", "readlines", "close")
    kind = _kind(owner)
    if kind is None:
        return False
    if type(owner) in standard_collections.KINDS and _is_own(owner, name):
        return True
    return name in PURE.get(kind, ()) or name in CHANGING.get(kind, ())


def call(
    machine: Machine,
    method: BoundMethod,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """The result of a known value's method. Raises `Raised`, `Unfollowed`."""
    owner, name = method.owner, method.name
    if name not in _ANY_ELEMENTS:
        args = [drawn(arg) for arg in args]
    if isinstance(owner, ProjectPath):
        if name in ("open", "read_text") and not args:
            return _read(machine, owner, name, kwargs, node, scope)
        if name in folders.LISTING and not kwargs:
            listing = folders.listed(machine, owner, name, args, node, scope)
            return computed(node, scope, [owner]) if listing is None else listing
        if name in folders.ASKING and not args and not kwargs:
            fact = folders.asked(machine, owner, name, node, scope)
            return computed(node, scope, [owner]) if fact is None else fact
        found = None if kwargs else paths.method(owner, name, args, node, scope)
        return computed(node, scope, [owner]) if found is None else found
    if isinstance(owner, Settings):
        return config_files.method(machine, owner, name, args, kwargs, node, scope)
    if isinstance(owner, Foreseen):
        replaced = substitution.method(machine, owner, name, args, kwargs, node, scope)
        if replaced is not None:
            return replaced
        return foreseen.method(owner, name, args, kwargs, node, scope)
    if isinstance(owner, project_files.ProjectFile):
        return project_files.method_call(owner, name)
    if type(owner) in standard_collections.KINDS and _is_own(owner, name):
        if name in standard_collections.CHANGING[type(owner)]:
            machine.changes(owner)
        known = standard_collections.method(owner, name, args, kwargs, node, scope)
        if known is NotImplemented and name in standard_collections.CHANGING[type(owner)]:
            machine.taint(
                owner, f".{name}() is given what only the run knows", scope.module.span(node)
            )
            return None
        if known is NotImplemented and name not in standard_collections.CHANGING[type(owner)]:
            return computed(node, scope, reason=f"evaluation does not follow .{name}() here")
        return known
    if name in CHANGING.get(_kind(owner) or object, ()):
        return _change(machine, owner, name, args, kwargs, node, scope)
    if name in ("count", "index") and isinstance(owner, (list, tuple)) and len(args) == 1:
        same = [equal(element, args[0]) for element in owner]
        if None in same:
            return computed(node, scope, reason="only the run can compare them")
        return apply(lambda: getattr(same, name)(True), node, scope)
    if isinstance(owner, str):
        args = [_plain_members(arg) for arg in args]
    residual = [arg for arg in (*args, *kwargs.values()) if isinstance(arg, Residual)]
    if isinstance(owner, dict):
        return _of_dict(owner, name, args, kwargs, node, scope)
    deep = [] if name in _ANY_ELEMENTS else [r for arg in args for r in residuals_in(arg)]
    if residual or deep:
        if isinstance(owner, str) and not kwargs:
            made = paths.text_method(owner, name, args, node, scope)
            if made is not None:
                return made
        return computed(node, scope, [*residual, *deep])
    if name in _GROWING and any(isinstance(arg, int) and arg > SIZE for arg in args):
        raise too_much(scope.module.span(node), f"a value of more than {SIZE} elements")
    if name in ("join", "union", "difference", "intersection", "issubset", "issuperset"):
        args = [elements(machine, arg, node, scope) for arg in args]
    return apply(lambda: getattr(owner, name)(*args, **kwargs), node, scope)


def _read(
    machine: Machine,
    path: ProjectPath,
    name: str,
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    if name == "open":
        file = project_files.external_call(machine, "io.open", [path], kwargs, node, scope)
    else:
        file = project_files.read_path(machine, path, scope)
    return computed(node, scope, [path]) if file is None else file


def _of_dict(
    owner: dict[Value, Value],
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    if name == "copy" and not args:
        return owner.copy()
    if name in ("items", "keys", "values") and not args:
        return View(list(getattr(owner, name)()), name)
    if name == "get" and args:
        if is_opaque(args[0]):
            return computed(node, scope, args)
        args = [key_for(owner, args[0], node, scope), *args[1:]]
    return apply(lambda: getattr(owner, name)(*args, **kwargs), node, scope)


def _change(
    machine: Machine,
    owner: Value,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    span = scope.module.span(node)
    machine.changes(owner)
    if name in ("extend", "update", "difference_update"):
        for arg in args:
            if isinstance(arg, Residual):
                machine.taint(owner, f".{name}() gives it what only the run knows", span)
                return None
    if name in _BY_INDEX and any(isinstance(arg, Residual) for arg in args[:1]):
        machine.taint(owner, f".{name}() is given a place that only the run knows", span)
        return None
    if name in ("pop", "remove", "discard") and any(is_opaque(arg) for arg in args[:1]):
        machine.taint(owner, f".{name}() takes out of it what only the run knows", span)
        return computed(node, scope, args)
    if isinstance(owner, list) and name == "sort":
        owner[:] = machine.call(sorted, [list(owner)], kwargs, node, scope)
        return None
    if isinstance(owner, list) and name == "extend":
        owner.extend(elements(machine, args[0], node, scope) if args else [])
        check_size(owner, span)
        return None
    if isinstance(owner, (set, dict)) and name in _BY_KEY and args:
        args = [key_for(owner, args[0], node, scope), *args[1:]]
    if isinstance(owner, list) and name == "remove" and args:
        args = [_equal_element(owner, args[0], node, scope)]
    result = apply(lambda: getattr(owner, name)(*args, **kwargs), node, scope)
    check_size(owner, span)
    return result


def _plain_members(value: Value) -> Value:
    """The members of `class Mode(str, Enum)` as the texts that they are, those in a list or tuple as well."""
    if type(value) in (list, tuple):
        return type(value)(map(plain_member, value))
    return plain_member(value)


def _is_own(owner: Value, name: str) -> bool:
    kind = type(owner)
    return name in standard_collections.PURE[kind] or name in standard_collections.CHANGING[kind]


def _equal_element(
    owner: Sequence[Value], value: Value, node: ast.expr, scope: Environment
) -> Value:
    """The first element that is equal to the value, else the value. Raises `Unfollowed`."""
    found = key_among(owner, value)
    if found is UNKNOWN:
        what = "a value that only the run can compare"
        raise Unfollowed(finding("MD105", scope.module.span(node), what=what))
    return found


def _kind(owner: Value) -> type | None:
    if isinstance(owner, ProjectPath):
        return None
    if type(owner) in standard_collections.KINDS:
        return dict
    for kind in (str, bytes, list, tuple, dict, set, frozenset, int, float):
        if type(owner) is kind:
            return kind
    return None
