"""`configparser`: the project's INI files, where code that builds definitions reads them."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modec.evaluate.applying import apply
from modec.evaluate.project_files import ProjectFile, read_path
from modec.evaluate.residuals import carried_scope, computed, is_opaque, residuals_in
from modec.evaluate.signals import Raised
from modec.evaluate.stateful import Settings
from modec.evaluate.values import (
    Environment,
    Foreseen,
    ProjectPath,
    Residual,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_PARSERS: dict[str, Callable[..., Any]] = {
    "configparser.ConfigParser": configparser.ConfigParser,
    "configparser.RawConfigParser": configparser.RawConfigParser,
    "configparser.SafeConfigParser": configparser.ConfigParser,
}
_ASKING = frozenset(
    {"defaults", "get", "getboolean", "getfloat", "getint", "has_option", "has_section", "items"}
    | {"keys", "options", "sections", "values"}
)
_CHANGING = frozenset(
    {"add_section", "clear", "pop", "read_dict", "read_string", "remove_option", "remove_section"}
    | {"set", "setdefault", "update"}
)
_OPTIONS = frozenset({"allow_no_value", "strict", "default_section", "interpolation", "delimiters"})
_GIVEN = "it is what an INI file says, which the run reads"


def external_call(
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """What `ConfigParser()` gives; None for others, and for one that is made of what is not known."""
    if name not in _PARSERS or args or not set(kwargs) <= _OPTIONS:
        return None
    if any(any(residuals_in(value)) for value in kwargs.values()):
        return None
    parser = apply(lambda: _PARSERS[name](**kwargs), node, scope)
    return _settings(parser, None, node, scope)


def _settings(value: Any, root: Settings | None, node: ast.expr, scope: Environment) -> Settings:
    span = scope.module.span(node)
    return Settings(node, carried_scope(node, scope), span, _GIVEN, value=value, root=root)


def method(
    machine: Machine,
    owner: Settings,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """What a method of a parser, or of one of its sections, gives. Raises `Raised`."""
    if owner.is_spoiled:
        return computed(node, scope, [owner])
    if name in ("read", "read_file", "readfp") and owner.root is None:
        return _read(machine, owner, name, args, node, scope)
    unknown = [each for value in (*args, *kwargs.values()) for each in residuals_in(value)]
    if name not in _ASKING | _CHANGING or unknown:
        if name not in _ASKING:
            owner.spoil()
        return computed(node, scope, [*unknown, owner])
    return _held(_done(owner, name, args, kwargs, node, scope), owner, node, scope)


def _done(
    owner: Settings,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Any:
    def carried_out() -> Any:
        found = getattr(owner.value, name)(*args, **kwargs)
        return list(found) if name in ("keys", "values", "items") else found

    try:
        return apply(carried_out, node, scope)
    except configparser.Error as error:
        raise Raised(error, scope.module.span(node)) from None


def _held(value: Any, owner: Settings, node: ast.expr, scope: Environment) -> Value:
    if isinstance(value, (configparser.RawConfigParser, configparser.SectionProxy)):
        return _settings(value, owner.root or owner, node, scope)
    if isinstance(value, (list, tuple)):
        return type(value)(
            _held(each, owner, _element(node, index), scope) for index, each in enumerate(value)
        )
    return dict(value) if isinstance(value, Mapping) else value


def _element(node: ast.expr, index: int) -> ast.expr:
    listed = ast.Call(ast.Name("list", ast.Load()), [node], [])
    made = ast.Subscript(listed, ast.Constant(index), ast.Load())
    return ast.fix_missing_locations(ast.copy_location(made, node))


def _read(
    machine: Machine,
    owner: Settings,
    name: str,
    args: Sequence[Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`parser.read(path)`, of the project's files: one that is not there is passed over, as Python does."""
    given = args[0] if args else None
    if isinstance(given, ProjectFile):
        texts: list[str | None] = [given.text]
    elif name == "read":
        paths = given if isinstance(given, (list, tuple)) else [given]
        texts = [_text(machine, path, scope) for path in paths]
    else:
        texts = [None]
    if None in texts:
        owner.spoil()
        return computed(node, scope, [given] if isinstance(given, Residual) else [owner])
    for text in texts:
        _done(owner, "read_string", [text], {}, node, scope)
    return computed(node, scope, reason="it is which files were read")


def _text(machine: Machine, path: Value, scope: Environment) -> str | None:
    """The text of a file of the project's, empty where there is none; None for a path that the build does not know."""
    if isinstance(path, (str, ProjectPath, Foreseen)):
        text = read_path(machine, path, scope)  # type: ignore[arg-type]
        root = machine.program.root.resolve()
        place = Path(path.path).resolve() if isinstance(path, ProjectPath) else None
        if text is None and place is not None and root in place.parents and not place.exists():
            return ""
        return text
    return None


def item(owner: Settings, index: Value, node: ast.expr, scope: Environment) -> Value:
    """`parser["section"]`, `section["key"]`. Raises `Raised` (KeyError)."""
    if owner.is_spoiled or any(residuals_in(index)):
        return computed(node, scope, [owner])
    return _held(_done(owner, "__getitem__", [index], {}, node, scope), owner, node, scope)


def store_item(owner: Settings, index: Value, value: Value) -> None:
    """`section["key"] = value`, `parser["section"] = {...}`."""
    known = not owner.is_spoiled and not any(residuals_in(index)) and not any(residuals_in(value))
    try:
        if known:
            owner.value[index] = value
    except (TypeError, ValueError, AttributeError, configparser.Error):
        known = False
    if not known:
        owner.spoil()


def store_attribute(owner: Settings, name: str, value: Value) -> None:
    """`parser.optionxform = str`: keys are kept as they are written."""
    if name == "optionxform" and value is str and not owner.is_spoiled:
        owner.value.optionxform = str
    else:
        owner.spoil()


def contains(owner: Settings, key: Value) -> bool | None:
    """`key in parser`, `key in section`; None where only the run knows."""
    if owner.is_spoiled or is_opaque(key) or not isinstance(key, str):
        return None
    return key in owner.value


def keys(owner: Settings) -> list[Value] | None:
    """What going over a parser or section gives; None where only the run knows."""
    return None if owner.is_spoiled else list(owner.value)


def as_dict(owner: Settings, node: ast.expr, scope: Environment) -> dict[str, Value] | None:
    """What `dict(section)` makes of it; None where only the run knows, or a value of a section cannot be read."""
    if owner.is_spoiled:
        return None
    return {key: item(owner, key, _key(node, key), scope) for key in owner.value}


def _key(node: ast.expr, key: str) -> ast.expr:
    made = ast.Subscript(node, ast.Constant(key), ast.Load())
    return ast.fix_missing_locations(ast.copy_location(made, node))
