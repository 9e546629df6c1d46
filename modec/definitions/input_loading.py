"""What run config may hold for an input that nothing feeds (3.4)."""

from __future__ import annotations

from typing import Any

from modec.runtime import types
from modec.runtime.config_array import Array
from modec.runtime.config_noneable import Noneable
from modec.runtime.config_scalars import BoolConfig, FloatConfig, IntConfig, Scalar, StringConfig
from modec.runtime.config_selector import Selector
from modec.runtime.config_shapes import Permissive, Shape
from modec.runtime.config_types import AnyConfig, ConfigType, Field
from modec.runtime.config_union import ScalarUnion

_SCALARS: dict[type, Scalar] = {
    int: IntConfig,
    float: FloatConfig,
    bool: BoolConfig,
    str: StringConfig,
}


def _forms_of(value: ConfigType) -> Selector:
    """The long form: the value itself, or a file that holds it."""
    file = Shape({"path": Field(StringConfig)})
    return Selector({"value": Field(value), "json": Field(file), "pickle": Field(file)})


def loader_schema(given: types.DagsterType) -> ConfigType | None:
    """The config type of an input's value; None for a type whose values cannot come from run config."""
    own = getattr(given, "loader", None)
    if own is not None:
        return loader_type(own)
    if isinstance(given, types.ScalarType):
        scalar = _SCALARS[given.python_type]
        return ScalarUnion(scalar, _forms_of(scalar))
    if isinstance(given, types.AnyType):
        return _forms_of(AnyConfig)
    if isinstance(given, (types.ListType, types.OptionalType)):
        inner = loader_schema(given.inner_type)
        if inner is None:
            return None
        return Array(inner) if isinstance(given, types.ListType) else Noneable(inner)
    if isinstance(given, types.SetType):
        inner = loader_schema(given.item_type)
        return None if inner is None else Array(inner)
    if isinstance(given, types.TupleType):
        return Array(AnyConfig) if all(loader_schema(item) for item in given.item_types) else None
    if isinstance(given, types.DictType):
        simple = (
            isinstance(given.key_type, types.ScalarType) and given.key_type.display_name == "String"
        )
        return Permissive() if simple and loader_schema(given.value_type) else None
    if isinstance(given, types.PythonObjectDagsterType) and given.python_type is dict:
        return Permissive() if given.key == "PythonDict" else None
    return None


def loader_type(loader: Any) -> ConfigType:
    """The config type of a loader of the author's."""
    schema: ConfigType = loader.schema_type
    return schema


def loader_resource_keys(given: types.DagsterType) -> frozenset[str]:
    """The resource keys that a type itself and its loader declare."""
    return given.required_resource_keys | declared_keys(given.loader)


def declared_keys(helper: Any) -> frozenset[str]:
    """The resource keys that a loader or a materializer declares."""
    declared = getattr(helper, "required_resource_keys", ())
    return frozenset(declared() if callable(declared) else declared)
