"""Config as a config mapping sees it that does not ask for processed values (3.17)."""

from __future__ import annotations

from modec.runtime.config_array import Array
from modec.runtime.config_noneable import Noneable
from modec.runtime.config_selector import Selector
from modec.runtime.config_shapes import FieldsType, Permissive, Shape
from modec.runtime.config_types import NO_DEFAULT, AnyConfig, ConfigType, Field
from modec.runtime.config_union import ScalarUnion


def unprocessed(config_type: ConfigType) -> ConfigType:
    """The type that fills in the defaults of `config_type`, and leaves every other value as it was written.

    An enum's name stays a name, `{"env": ...}` stays that dict.
    """
    if isinstance(config_type, FieldsType):
        fields = {name: _field(field) for name, field in config_type.fields.items()}
        if isinstance(config_type, Selector):
            return Selector(fields)
        if isinstance(config_type, Permissive):
            return Permissive(fields)
        return Shape(fields, getattr(config_type, "field_aliases", None))
    if isinstance(config_type, Array):
        return Array(unprocessed(config_type.inner))
    if isinstance(config_type, Noneable):
        return Noneable(unprocessed(config_type.inner))
    if isinstance(config_type, ScalarUnion):
        return ScalarUnion(AnyConfig, unprocessed(config_type.non_scalar))
    return AnyConfig


def _field(field: Field) -> Field:
    explicit = field.has_default and not field.default_is_implicit
    default = field.default_value if explicit else NO_DEFAULT
    implicit = field.has_default and not explicit
    return Field(unprocessed(field.config_type), default, None if implicit else field.is_required)
