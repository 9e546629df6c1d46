"""The vocabulary that config schemas are written in, and its conversion to config types (4.1, 4.2).

The classes here are the runtime's config types, made from what an author writes: a dict stands for a Shape,
`[T]` for an Array, `int` for Int. A residual may stand as a default value, and as the Python value of an
EnumValue; anywhere else it is refused by name, because a schema must be known when the script is built.
"""

from __future__ import annotations

import ast
import enum
from collections.abc import Mapping, Sequence
from typing import Any

from modec.definitions.checks import (
    holds_residual,
    instance_of,
    is_residual,
    known,
    list_of,
    optional_instance,
    optional_text,
    text,
)
from modec.definitions.config_conversion import to_config_type, to_field, to_fields
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
from modec.runtime.errors import CheckError, DagsterInvalidDefinitionError, ParameterCheckError

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
            if callable(default_value) and not is_residual(default_value):
                raise _violated("default_value", "default_value cannot be a callable")
            if is_required:
                raise _violated(
                    "default_value", "required arguments should not specify default values"
                )
        super().__init__(config_type, default_value, is_required, description)

    @property
    def default_provided(self) -> bool:
        """Dagster's name for `has_default`."""
        return self.has_default

    def check_default(self) -> None:
        if holds_residual(self.default_value):
            return
        if isinstance(self.config_type, Enum) and isinstance(self.default_value, enum.Enum):
            raise DagsterInvalidDefinitionError(
                f"The default value of a field of the enum type {self.config_type.name} is a python enum "
                f"value. It must be the name that config would hold: one of "
                f"{[each.config_value for each in self.config_type.values]}."
            )
        super().check_default()

    def __repr__(self) -> str:
        default = repr(self.default_value) if self.has_default else "@"
        return f"Field({self.config_type.describe()}, default={default}, is_required={self.is_required})"


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


class Enum(config_enum.Enum):
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

        Of a class that is only known as syntax, the members are known by name: their values are residuals.
        """
        known("the enum class that an Enum is made from", enum)
        optional_text("name", known("the name of an Enum", name))
        node = getattr(enum, "node", None)
        if isinstance(node, ast.ClassDef):
            members = [EnumValue(each, EnumMember(enum, each)) for each in _member_names(node)]
        else:
            members = [EnumValue(each.name, each) for each in enum]
        made = cls(name or enum.__name__, members)
        made.python_enum = enum
        return made


class EnumMember:
    """A member of an enum class that is only known as syntax: its value is known when the script runs."""

    __modec_residual__ = True
    span = None
    reason = "it is a member of an enum class"

    def __init__(self, enum: Any, name: str) -> None:
        self.enum = enum
        self.name = name


def _member_names(node: ast.ClassDef) -> list[str]:
    """The names that an enum class's body binds to members, in order."""
    names: dict[str, None] = {}
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets = [statement.target]
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name) and not target.id.startswith("_"):
                names[target.id] = None
    return list(names)


def _violated(name: str, rule: str) -> ParameterCheckError:
    return ParameterCheckError(f"Invariant violation for parameter {name}. Description: {rule}")
