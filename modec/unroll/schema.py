"""The run config's type as code: the constructor calls that rebuild it, cut down to what the run reads."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from modec.runtime.config_array import Array
from modec.runtime.config_configured import Given, Mapped
from modec.runtime.config_enum import EnumConfig
from modec.runtime.config_noneable import Noneable
from modec.runtime.config_selector import Selector
from modec.runtime.config_shapes import FieldsType, Permissive, Shape
from modec.runtime.config_types import ConfigType, Field
from modec.runtime.config_union import ScalarUnion
from modec.unroll.code import Code, Runtime, code, join
from modec.unroll.values import value_code


def schema_code(config_type: ConfigType) -> Code:
    """The expression that rebuilds `config_type` from the classes of the runtime."""
    singleton = _singleton(config_type)
    if singleton is not None:
        return code(singleton)
    name = code(_runtime_class(config_type))
    if isinstance(config_type, FieldsType):
        if isinstance(config_type, Permissive) and not config_type.fields:
            return code(name, "()")
        entries = [
            code(repr(key), ": ", field_code(field)) for key, field in config_type.fields.items()
        ]
        aliases = getattr(config_type, "field_aliases", None)
        extra = code(", field_aliases=", value_code(aliases)) if aliases else Code()
        return code(name, "({", join(", ", entries), "}", extra, ")")
    if isinstance(config_type, (Array, Noneable)):
        return code(name, "(", schema_code(config_type.inner), ")")
    if isinstance(config_type, ScalarUnion):
        return code(
            name,
            "(",
            schema_code(config_type.scalar),
            ", ",
            schema_code(config_type.non_scalar),
            ")",
        )
    if isinstance(config_type, Given):
        arguments = [
            schema_code(config_type.inner),
            value_code(config_type.value),
            code(repr(config_type.preamble)),
        ]
        return code(name, "(", join(", ", arguments), ")")
    if isinstance(config_type, Mapped):
        outer, inner = schema_code(config_type.outer), schema_code(config_type.inner)
        arguments = [
            outer,
            value_code(config_type.function),
            inner,
            code(repr(config_type.preamble)),
        ]
        return code(name, "(", join(", ", arguments), ")")
    if isinstance(config_type, EnumConfig):
        if config_type.python_enum is not None:
            renamed = config_type.name != config_type.python_enum.__name__
            more = f", {config_type.name!r})" if renamed else ")"
            return code(
                Runtime("config_enum", "python_enum_config"),
                "(",
                value_code(config_type.python_enum),
                more,
            )
        pairs = [
            code(
                Runtime("config_enum", "EnumValue"),
                "(",
                repr(v.config_value),
                ", ",
                value_code(v.python_value),
                ")",
            )
            for v in config_type.values
        ]
        return code(name, f"({config_type.name!r}, [", join(", ", pairs), "])")
    raise TypeError(f"no way to write down {config_type!r}")


def field_code(field: Field) -> Code:
    """The entry of a dict of fields: the bare type where the field says no more than its type does."""
    inner = schema_code(field.config_type)
    arguments = [inner]
    if field.has_default and not field.default_is_implicit:
        arguments.append(code("default_value=", value_code(field.default_value)))
    elif not field.has_default and not (field.is_required and field.config_type.is_required):
        arguments.append(code(f"is_required={field.is_required}"))
    if len(arguments) == 1:
        return inner
    return code(Runtime("config_types", "Field"), "(", join(", ", arguments), ")")


def _runtime_class(config_type: ConfigType) -> Runtime:
    """The runtime's class behind a type that the vocabulary of pipeline modules may have subclassed."""
    for cls in type(config_type).__mro__:
        if cls.__module__.startswith("modec.runtime."):
            return Runtime(cls.__module__.removeprefix("modec.runtime."), cls.__name__)
    raise TypeError(f"{config_type!r} is no config type of the runtime")


def _singleton(config_type: ConfigType) -> Runtime | None:
    """The runtime's name for a type that exists once: `IntConfig`, `StringSource`, `AnyConfig`."""
    for cls in type(config_type).__mro__:
        module = sys.modules[cls.__module__]
        if cls.__module__.startswith("modec.runtime."):
            for name, value in vars(module).items():
                if value is config_type:
                    return Runtime(cls.__module__.removeprefix("modec.runtime."), name)
    return None


def reduced(
    schema: Any, read: frozenset[tuple[str, ...]], given: Mapping[str, Any]
) -> Shape | None:
    """The part of a run config's schema that the script takes; None when there is none.

    `read` holds the paths that the run reads (`("resources", "db", "config")`); an entry stays when it is on the
    way to one of them or when `given`, the config known at build time, mentions it.
    """
    fields = _reduced_fields(schema, (), read, given)
    return Shape(fields) if fields else None


def _reduced_fields(
    schema: Any, path: tuple[str, ...], read: frozenset[tuple[str, ...]], given: Any
) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for name, field in schema.fields.items():
        here = (*path, name)
        mentioned = isinstance(given, Mapping) and name in given
        if here in read:
            fields[name] = field
        elif mentioned or any(known[: len(here)] == here for known in read):
            inner = given[name] if mentioned else {}
            if _is_section(field.config_type) and not (
                mentioned and not isinstance(inner, Mapping)
            ):
                kept = _reduced_fields(field.config_type, here, read, inner)
                if kept or mentioned:
                    shape = Shape(kept)
                    # Requiredness is the full section's: what was left out was optional or is not read.
                    fields[name] = Field(shape)
            else:
                fields[name] = field
    return fields


def _is_section(config_type: Any) -> bool:
    return isinstance(config_type, Shape) and not isinstance(config_type, (Permissive, Selector))
