"""Paths made from `__file__`: the build follows them to the project's own files, the run makes its own.

A `ProjectPath` is a text or a `pathlib` path at build time; whatever is made of it by operations that only
deal in paths is one again. As a value of the run it is the expression, as any residual.
"""

from __future__ import annotations

import ast
import os.path
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from modec.evaluate.residuals import carried_scope, computed
from modec.evaluate.values import Environment, External, Foreseen, ProjectPath, Residual, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

REASON = "it is a path that depends on where the script is"

_OS_PATH: dict[str, Callable[..., Any]] = {
    "join": os.path.join,
    "dirname": os.path.dirname,
    "basename": os.path.basename,
    "abspath": os.path.normpath,
    "realpath": os.path.normpath,
    "normpath": os.path.normpath,
    "expanduser": str,
    "split": os.path.split,
    "splitext": os.path.splitext,
    "fspath": os.fspath,
}
FUNCTIONS: dict[tuple[str, tuple[str, ...]], Callable[..., Any]] = {
    **{("os", ("path", name)): function for name, function in _OS_PATH.items()},
    **{("os.path", (name,)): function for name, function in _OS_PATH.items()},
    ("os", ("fspath",)): os.fspath,
    ("pathlib", ("Path",)): Path,
    ("pathlib", ("PurePath",)): Path,
    ("pathlib", ("PosixPath",)): Path,
}
"""Functions outside of the project that make paths of paths."""

ATTRIBUTES = frozenset({"parent", "name", "stem", "suffix"})
_NAMES = frozenset({"name", "stem", "suffix"})
_SEQUENCES = frozenset({"parents", "parts"})
METHODS: dict[str, Callable[..., Any]] = {
    "joinpath": lambda path, *rest: path.joinpath(*rest),
    "resolve": lambda path, strict=False: Path(os.path.normpath(path)),
    "absolute": lambda path: path,
    "as_posix": lambda path: path.as_posix(),
    "with_name": lambda path, name: path.with_name(name),
    "with_suffix": lambda path, suffix: path.with_suffix(suffix),
    "expanduser": lambda path: path,
    "__str__": str,
    "__fspath__": str,
}
_TEXT_METHODS = frozenset(
    {"replace", "rstrip", "lstrip", "strip", "format", "removesuffix", "removeprefix"}
    | {"split", "rsplit", "partition", "rpartition"}
)


def derived(node: ast.expr, path: Any, scope: Environment) -> Value:
    """What an operation on paths gives: a `ProjectPath`, a tuple of them, or a residual."""
    if isinstance(path, (tuple, list)):
        return type(path)(
            derived(_element(node, index), part, scope) for index, part in enumerate(path)
        )
    span = scope.module.span(node)
    if isinstance(path, (str, PurePath)):
        return ProjectPath(node, carried_scope(node, scope), span, REASON, path=path)
    return computed(node, scope, reason=REASON)


def _element(node: ast.expr, index: int) -> ast.expr:
    """`node[index]`, as an expression of its own."""
    subscript = ast.Subscript(node, ast.Constant(index), ast.Load())
    return ast.fix_missing_locations(ast.copy_location(subscript, node))


def joined(
    node: ast.expr, op: ast.operator, left: Value, right: Value, scope: Environment
) -> Value:
    """`left / right` and `left + right`, one of them a project's path."""
    a, b = _plain(left), _plain(right)
    if isinstance(a, (str, PurePath)) and isinstance(b, (str, PurePath)):
        if isinstance(op, ast.Div) and (isinstance(a, PurePath) or isinstance(b, PurePath)):
            return derived(node, Path(a) / b, scope)
        if isinstance(op, ast.Add) and isinstance(a, str) and isinstance(b, str):
            return derived(node, a + b, scope)
    return computed(node, scope, [left, right])


def attribute(
    machine: Machine, owner: ProjectPath, name: str, node: ast.expr, scope: Environment
) -> Value | None:
    """A path's attribute that is a path again, or the name of a file of the project's; None for others."""
    if isinstance(owner.path, PurePath) and name in _NAMES:
        known = name_of(machine, owner.path, name)
        if known is not None:
            return known
    if isinstance(owner.path, PurePath) and name in ATTRIBUTES:
        return derived(node, getattr(owner.path, name), scope)
    if isinstance(owner.path, PurePath) and name in _SEQUENCES:
        return derived(node, tuple(getattr(owner.path, name)), scope)
    return None


def name_of(machine: Machine, path: str | os.PathLike[str], attribute: str) -> str | None:
    """The name of a file or folder of the project's, which is the same wherever the project stands."""
    place = Path(os.path.normpath(path))
    if machine.program.root.resolve() not in place.resolve().parents:
        return None
    return str(getattr(place, attribute))


def method(
    owner: ProjectPath, name: str, args: Sequence[Value], node: ast.expr, scope: Environment
) -> Value | None:
    """A path's method that gives a path again; None for others."""
    plain = [_plain(arg) for arg in args]
    if not all(isinstance(arg, (str, int, PurePath)) for arg in plain):
        return None
    try:
        if isinstance(owner.path, PurePath) and name in METHODS:
            return derived(node, METHODS[name](owner.path, *plain), scope)
        if isinstance(owner.path, str) and name in _TEXT_METHODS:
            return derived(node, getattr(owner.path, name)(*plain), scope)
    except (TypeError, ValueError):
        return None
    return None


def text_method(
    owner: str, name: str, args: Sequence[Value], node: ast.expr, scope: Environment
) -> Value | None:
    """`"/".join(parts)` and `"{}/x".format(path)` with projects' paths; None for others."""
    if name == "join" and len(args) == 1 and isinstance(args[0], (list, tuple)):
        plain = [_plain(part) for part in args[0]]
        if all(isinstance(part, str) for part in plain):
            return derived(node, owner.join(plain), scope)
    if name == "format":
        plain = [_plain(arg) for arg in args]
        if all(isinstance(arg, (str, int, PurePath)) for arg in plain):
            try:
                return derived(node, owner.format(*plain), scope)
            except (LookupError, ValueError):
                return None
    return None


def call(
    machine: Machine,
    callee: External,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """A call of `os.path.join`, `Path` and their like on a project's path; None for others."""
    function = FUNCTIONS.get((callee.module, callee.path))
    if function is None or kwargs or not any(isinstance(arg, ProjectPath) for arg in args):
        return None
    if function is os.path.basename and len(args) == 1 and isinstance(args[0], ProjectPath):
        known = name_of(machine, args[0].path, "name")
        if known is not None:
            return known
    plain = [_plain(arg) for arg in args]
    if not all(isinstance(arg, (str, PurePath)) for arg in plain):
        return None
    return derived(node, function(*plain), scope)


def located(machine: Machine, value: Value, scope: Environment) -> Path | None:
    """The file or pattern that a path means at build time: relative ones start from the project's root, or
    from the module's folder. None when the build cannot know it."""
    if isinstance(value, ProjectPath):
        return Path(os.path.normpath(value.path))
    if isinstance(value, Foreseen):
        value = value.value
    if isinstance(value, Residual) or not isinstance(value, (str, PurePath)):
        return None
    path = Path(value)
    if path.is_absolute():
        return path
    beside = scope.module.path.parent / path
    at_root = machine.program.root / path
    return at_root if at_root.exists() or not beside.exists() else beside


def _plain(value: Value) -> Any:
    return value.path if isinstance(value, ProjectPath) else value
