"""The vocabulary that config schemas are written in, and its conversion to config types (4.1, 4.2).

The classes here are the runtime's config types, made from what an author writes: a dict stands for a Shape,
`[T]` for an Array, `int` for Int. A residual may stand as a default value, and as the Python value of an
EnumValue; anywhere else it is refused by name, because a schema must be known when the script is built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum as PythonEnum
from typing import Any

from modec.definitions.checks import (
    holds_residual,
    instance_of,
    invalid,
    is_residual,
    known,
    list_of,
    optional_instance,
    optional_text,
    text,
)
from modec.definitions.config_conversion import (
    check_implicit_default,
    shown,
    to_config_type,
    to_field,
    to_fields,
)
from modec.runtime import (
    config_array,
    config_enum,
    config_noneable,
    config_selector,
    config_shapes,
    config_types,
    config_union,
)
from modec.runtime.config_scalars import Scalar
from modec.runtime.config_sources import BoolSource, IntSource, StringSource
from modec.runtime.config_types import NO_DEFAULT, ConfigType
from modec.runtime.errors import CheckError, ParameterCheckError

__all__ = [
    "Array",
    "BoolSource",
    "ConfigType",
    "Enum",
    "EnumValue",
    "Field",
    "IntSource",
    "Noneable",
    "Permissive",
    "ScalarUnion",
    "Selector",
    "Shape",
    "StringSource",
    "to_config_type",
    "to_field",
]


class Field(config_types.Field):
    """A config type with its default value, requiredness and description (4.2).

    Raises `DagsterInvalidDefinitionError` for what is no config type, `ParameterCheckError` for arguments that
    contradict each other, `DagsterInvalidConfigError` for a default that does not fit. A default that
    holds a residual is checked when the script starts.
    """

    def __init__(
        self,
        config: Any,
        default_value: Any = NO_DEFAULT,
        is_required: bool | None = None,
        description: str | None = None,
    ) -> None:
        config_type = to_config_type(config)
        optional_text("description", description)
        optional_instance("is_required", is_required, bool)
        if default_value is not NO_DEFAULT:
            # Classes of static evaluation have a name, and are not called.
            is_callable = callable(default_value) or hasattr(default_value, "__name__")
            if is_callable and not is_residual(default_value):
                raise _violated("default_value", "default_value cannot be a callable")
            if is_required:
                raise _violated(
                    "default_value", "required arguments should not specify default values"
                )
        super().__init__(config_type, default_value, is_required, description)
        if self.default_is_implicit:
            check_implicit_default(config_type)

    @property
    def default_provided(self) -> bool:
        """Dagster's name for `has_default`."""
        return self.has_default

    def check_default(self) -> None:
        if isinstance(self.config_type, config_enum.EnumConfig) and _is_member(
            self.default_value, self.config_type
        ):
            raise invalid(
                "You have passed into a python enum value as the default value into of a config enum type "
                f"{self.config_type.name}. You must pass in the underlying string represention as the default value. "
                f"One of {[each.config_value for each in self.config_type.values]}."
            )
        if not holds_residual(self.default_value):
            super().check_default()

    def __repr__(self) -> str:
        return shown(self)


class Shape(config_shapes.Shape):
    """A dict with exactly these fields; values are schemas. `field_aliases`: other names for fields."""

    def __init__(
        self,
        fields: Mapping[str, Any],
        description: str | None = None,
        field_aliases: Mapping[str, str] | None = None,
    ) -> None:
        optional_text("description", description)
        super().__init__(to_fields(fields), field_aliases)
        self.description = description


class Permissive(config_shapes.Permissive):
    """A dict with these fields and any others."""

    def __init__(
        self, fields: Mapping[str, Any] | None = None, description: str | None = None
    ) -> None:
        known("the fields of a Permissive", fields)
        optional_text("description", description)
        super().__init__(to_fields(fields) if fields else None)
        self.description = description


class Selector(config_selector.Selector):
    """A dict with exactly one of these fields."""

    def __init__(self, fields: Mapping[str, Any], description: str | None = None) -> None:
        optional_text("description", description)
        super().__init__(to_fields(fields))
        self.description = description


class Array(config_array.Array):
    """A list of values of `inner_type`."""

    def __init__(self, inner_type: Any) -> None:
        super().__init__(to_config_type(inner_type))

    @property
    def inner_type(self) -> ConfigType:
        """Dagster's name for `inner`."""
        return self.inner


class Noneable(config_noneable.Noneable):
    """None, or a value of `inner_type`."""

    def __init__(self, inner_type: Any) -> None:
        super().__init__(to_config_type(inner_type))

    @property
    def inner_type(self) -> ConfigType:
        """Dagster's name for `inner`."""
        return self.inner


class ScalarUnion(config_union.ScalarUnion):
    """A scalar, or else a dict or list: a Shape, Selector or Array."""

    def __init__(self, scalar_type: Any, non_scalar_schema: Any) -> None:
        scalar, non_scalar = to_config_type(scalar_type), to_config_type(non_scalar_schema)
        if not isinstance(scalar, Scalar):
            raise _violated("scalar_type", "it must be Int, Float, Bool or String")
        if isinstance(non_scalar, config_shapes.Permissive) or not isinstance(
            non_scalar, (config_shapes.Shape, config_selector.Selector, config_array.Array)
        ):
            raise _violated("non_scalar_type", "it must be a Shape, a Selector or an Array")
        super().__init__(scalar, non_scalar)


class EnumValue(config_enum.EnumValue):
    """A name of an Enum, and the Python value that the run sees for it (the name itself unless given)."""

    def __init__(
        self, config_value: str, python_value: Any = None, description: str | None = None
    ) -> None:
        text("config_value", config_value)
        optional_text("description", description)
        super().__init__(config_value, python_value, description)


class Enum(config_enum.EnumConfig):
    """One of the names of `enum_values`."""

    def __init__(self, name: str, enum_values: Sequence[config_enum.EnumValue]) -> None:
        text("name", name)
        instance_of("enum_values", enum_values, list)
        list_of("enum_values", enum_values, config_enum.EnumValue)
        for values in (
            {each.python_value for each in enum_values},
            {each.config_value for each in enum_values},
        ):
            if len(values) != len(enum_values):
                raise CheckError(f"The enum type {name} has the same value twice")
        super().__init__(name, enum_values)

    @property
    def enum_values(self) -> list[config_enum.EnumValue]:
        """Dagster's name for `values`."""
        return self.values

    @classmethod
    def from_python_enum(cls, enum: Any, name: str | None = None) -> Enum:
        """The config type of an enum class, live or of static evaluation.

        Raises `DagsterInvalidDefinitionError` for a class whose members are not known when the script is built.
        """
        known("the enum class that an Enum is made from", enum)
        optional_text("name", known("the name of an Enum", name))
        members = [EnumValue(_member_name(each), each) for each in enum]
        if not members and not isinstance(enum, type):
            raise invalid(f"{enum.__name__} has no members that are known when the script is built")
        made = cls(name or enum.__name__, members)
        made.python_enum = enum
        return made


def _is_member(value: Any, enum: config_enum.EnumConfig) -> bool:
    """Whether `value` is an enum's member in place of its name; static evaluation has members as residuals."""
    if is_residual(value):
        return any(value is each.python_value for each in enum.values)
    return isinstance(value, PythonEnum)


def _member_name(member: Any) -> str:
    """The name of an enum's member: of a live one, or of one that static evaluation knows the attributes of."""
    return str(member.attributes["name"] if is_residual(member) else member.name)


def _violated(name: str, rule: str) -> ParameterCheckError:
    return ParameterCheckError(f"Invariant violation for parameter {name}. Description: {rule}")
