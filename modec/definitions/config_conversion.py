"""From what an author writes as a config schema to config types (4.1).

A dict stands for a Shape, `[T]` for an Array, `int`, `str`, ... for the scalars, `list` and `dict` for any list and any
dict. A residual is refused by name: a schema must be known when the script is built.
"""

from __future__ import annotations

import ast
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from modec.definitions.checks import is_residual, known
from modec.definitions.dagster_types import ListApi, SetApi, TupleApi
from modec.runtime import types
from modec.runtime.config_array import Array
from modec.runtime.config_errors import DagsterInvalidConfigError
from modec.runtime.config_scalars import BoolConfig, FloatConfig, IntConfig, StringConfig
from modec.runtime.config_selector import Selector
from modec.runtime.config_shapes import Permissive, Shape
from modec.runtime.config_types import AnyConfig, ConfigType, Field
from modec.runtime.errors import (
    DagsterInvalidConfigDefinitionError,
    DagsterInvalidDefinitionError,
    ParameterCheckError,
)

_BUILTINS: Mapping[Any, ConfigType] = {
    int: IntConfig,
    float: FloatConfig,
    bool: BoolConfig,
    str: StringConfig,
    list: Array(AnyConfig),
    dict: Permissive(),
}

_COLLECTIONS: Mapping[str, tuple[type, ...]] = {
    "List": (ListApi, types.ListType),
    "Set": (SetApi, types.SetType),
    "Tuple": (TupleApi, types.TupleType),
}
"""Types of values whose names suggest that config knows them too."""


def to_field(schema: Any) -> Field:
    """The field that a definition's `config_schema` stands for: None is an optional Any (4.1).

    Raises `DagsterInvalidConfigDefinitionError` for what cannot be part of a schema, and Dagster's other errors
    for well-known mistakes (types of `typing`, DagsterTypes, config classes that were not called).
    """
    if schema is None:
        return Field(AnyConfig, is_required=False)
    return _field(schema, schema, ())


def to_config_type(schema: Any) -> ConfigType:
    """The config type that `schema` stands for.

    Raises `DagsterInvalidDefinitionError` when it stands for none, and the errors of `to_field` for what is
    inside of it.
    """
    if isinstance(schema, dict):
        return Shape(to_fields(schema))
    if isinstance(schema, list):
        if len(schema) != 1:
            raise DagsterInvalidDefinitionError("Array specifications must only be of length 1")
        return Array(to_config_type(schema[0]))
    config_type = _simple_type(schema)
    if config_type is None:
        raise DagsterInvalidDefinitionError(
            f"Attempted to pass {shown(schema)} to a Field that expects a valid dagster type usable in config "
            "(e.g. Dict, Int, String et al)."
        )
    return config_type


def to_fields(fields: Any) -> dict[str, Field]:
    """The fields of a dict of schemas. Raises as `to_field`."""
    known_schema(fields)
    if not isinstance(fields, dict):
        raise ParameterCheckError(
            f'Param "fields" is not a dict. Got {shown(fields)} which is type {type(fields)}.'
        )
    return _fields(fields, fields, ())


def _fields(root: Any, fields: Mapping[Any, Any], stack: tuple[str, ...]) -> dict[str, Field]:
    for name in fields:
        known_schema(name)
        if not isinstance(name, str):
            raise undefinable(root, name, stack, "The name of a field must be a string")
    return {name: _field(root, value, (*stack, name)) for name, value in fields.items()}


def _field(root: Any, value: Any, stack: tuple[str, ...]) -> Field:
    if isinstance(value, Field):
        return value
    if value is None:
        raise undefinable(root, value, stack, "Fields cannot be None")
    config_type = _nested_type(root, value, stack)
    if config_type is None:
        raise undefinable(root, value, stack)
    check_implicit_default(config_type)
    return Field(config_type)


def _nested_type(root: Any, value: Any, stack: tuple[str, ...]) -> ConfigType | None:
    if isinstance(value, dict):
        return Shape(_fields(root, value, stack))
    if isinstance(value, list):
        if len(value) != 1:
            reason = "List must be of length 1"
            raise undefinable(root, value, stack, reason)
        inner = _nested_type(root, value[0], stack)
        if inner is None:
            reason = f"List have a single item and contain a valid type i.e. [int]. Got item {shown(value[0])}"
            raise undefinable(root, value, stack, reason)
        return Array(inner)
    return _simple_type(value)


def _simple_type(value: Any) -> ConfigType | None:
    """What anything but a dict or list stands for. None: nothing, and the caller knows best what to say."""
    if isinstance(value, ConfigType):
        return value
    if value is None or value is typing.Any or _typing_name(value) == "Any":
        return AnyConfig
    if isinstance(value, Field):
        return None
    _refuse_known_mistakes(value)
    known_schema(value)
    return _BUILTINS.get(value) if isinstance(value, type) else None


def check_implicit_default(config_type: ConfigType) -> None:
    """Raise `DagsterInvalidConfigError` where a field of the type may be left out and nothing can stand for it.

    That is a Selector whose only field is optional, without a default, and a dict that lacks something.
    """
    if not isinstance(config_type, Selector) or config_type.is_required:
        return
    ((name, field),) = config_type.fields.items()
    if field.has_default or not field.config_type.has_fields:
        return
    errors = field.config_type.validate({}, (name,))
    if errors:
        raise DagsterInvalidConfigError(
            "Unable to resolve implicit default_value for Field.", errors, None
        )
    check_implicit_default(field.config_type)


def _refuse_known_mistakes(value: Any) -> None:
    """Raise for what is often mistaken for a config type, with a text that says what to write (4.1)."""
    if isinstance(value, type) and issubclass(value, ConfigType):
        raise ParameterCheckError(
            f"Cannot use the config type class {value.__name__} as a config type: it must be called. "
            'E.g. "Noneable(Permissive)" should instead be "Noneable(Permissive())".'
        )
    name = _typing_name(value)
    if name == "Optional" or type(None) in typing.get_args(value):
        raise DagsterInvalidDefinitionError(
            "Cannot use typing.Optional as a config type. If you want this field to be optional, please use "
            "Field(<type>, is_required=False), and if you want this field to be required, but accept a "
            "value of None, use dagster.Noneable(<type>)."
        )
    if name is not None:
        raise DagsterInvalidDefinitionError(
            f"You have passed in typing.{name} to the config system. Types from the typing module in python are "
            "not allowed in the config system. You must use types that are imported from dagster or "
            "primitive types such as bool, int, etc."
        )
    for collection, kinds in _COLLECTIONS.items():
        if isinstance(value, kinds):
            place = "config" if collection == "List" else "a config field"
            raise DagsterInvalidDefinitionError(
                f"Cannot use {collection} in the context of {place}. Please use a python list (e.g. [int]) or "
                "dagster.Array (e.g. Array(int)) instead."
            )
    if isinstance(value, types.DagsterType) or (
        isinstance(value, type) and issubclass(value, types.DagsterType)
    ):
        raise DagsterInvalidDefinitionError(
            f"You have passed an instance of DagsterType {getattr(value, 'display_name', value)} to the config system. "
            "The DagsterType and config schema systems are separate. Use int, float, bool, str, a python list "
            "such as [int], or a config type: Array, Noneable, Shape, Permissive, Selector, ..."
        )


def _typing_name(value: Any) -> str | None:
    """The name in `typing` of one of its types: a live one, or one that static evaluation refers to."""
    if is_residual(value):
        path = getattr(value, "path", None)
        in_typing = getattr(value, "module", None) == "typing" and path
        return str(path[-1]) if in_typing and path else None
    if type(value).__module__ != "typing" and not typing.get_args(value):
        return None
    return str(value).replace("typing.", "", 1)


def known_schema(value: Any) -> None:
    """Raise `DagsterInvalidDefinitionError`, with its finding, if `value` is a residual."""
    if is_residual(value):
        known(f"{_written(value)}, which a config schema is made of,", value)


def _written(residual: Any) -> str:
    """How a residual is written in the program."""
    node = getattr(residual, "node", None)
    if isinstance(node, ast.AST):
        return ast.unparse(node)
    if hasattr(residual, "path"):
        return ".".join([str(residual.module), *residual.path])
    return str(getattr(residual, "name", "a value"))


def undefinable(
    root: Any, value: Any, stack: Sequence[str], reason: str = ""
) -> DagsterInvalidConfigDefinitionError:
    """The error about `value`, which is no config type: `stack` leads to it from the schema `root`."""
    place = f"Error at stack path :{':'.join(stack)}. " if stack else ""
    because = f" Reason: {reason}." if reason else ""
    return DagsterInvalidConfigDefinitionError(
        f"Error defining config. Original value passed: {shown(root)}. {place}{shown(value)} cannot be resolved.{because}\n"
        "A config schema is a Field; a config type (Int, Float, Bool, String, Any, StringSource, Array, Noneable, "
        "Enum, Selector, Shape, Permissive, ...); one of int, float, bool, str, list, dict; a dict of names to "
        "schemas; or a list of one schema."
    )


def shown(schema: Any) -> str:
    """A schema as messages show it, the same in every process: types as they print, other things by name."""
    if isinstance(schema, dict):
        return (
            "{" + ", ".join(f"{shown(key)}: {shown(value)}" for key, value in schema.items()) + "}"
        )
    if isinstance(schema, list):
        return "[" + ", ".join(map(shown, schema)) + "]"
    if is_residual(schema):
        return _written(schema)
    if isinstance(schema, ConfigType):
        return schema.describe()
    if isinstance(schema, Field):
        default = f", default={shown(schema.default_value)}" if schema.has_default else ""
        return f"Field({schema.config_type.describe()}{default}, is_required={schema.is_required})"
    name = getattr(schema, "__name__", None)
    return repr(schema) if name is None or isinstance(schema, type) else str(name)
