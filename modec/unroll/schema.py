"""The run config's type as code: the constructor calls that rebuild it, cut down to what the run reads."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from modec.runtime.config_array import Array
from modec.runtime.config_configured import Given, Mapped
from modec.runtime.config_enum import EnumConfig
from modec.runtime.config_noneable import Noneable
from modec.runtime.config_shapes import FieldsType, Permissive, Shape
from modec.runtime.config_types import AnyConfig, AnyConfigType, ConfigType, Field
from modec.runtime.config_union import ScalarUnion
from modec.unroll.code import Code, Runtime, code, join
from modec.unroll.values import value_code

Path = tuple[str, ...]


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
        if config_type.owner:
            arguments.append(code(repr(config_type.owner)))
        if config_type.read_as is not config_type.outer:
            arguments.append(code("read_as=", schema_code(config_type.read_as)))
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


IGNORED_SECTIONS = ("execution", "storage", "intermediate_storage")
"""Sections of a run config that say how Dagster runs a pipeline: files hold them, and a script runs in one way only."""


def reduced(
    schema: ConfigType, read: frozenset[Path], given: Mapping[str, Any]
) -> ConfigType | None:
    """The part of a run config's type that the script takes; None when it takes no config.

    An entry stays when it is on the way to a path of `read` (`("resources", "db", "config")`), or when `given`, the
    config known at build time, mentions it.
    """
    if not isinstance(schema, Shape):
        return schema
    fields = _reduced_fields(schema, (), read, given)
    idle = _idle_resources(schema, fields.get("resources"))
    if not fields and not any(is_declared(_fields_of(each)["config"]) for each in idle.values()):
        return None
    for section in IGNORED_SECTIONS:
        if section in schema.fields:
            fields[section] = Field(AnyConfig, is_required=False)
    if "loggers" in schema.fields:
        fields["loggers"] = schema.fields["loggers"]
    if idle:
        fields["resources"] = Field(Shape({**_fields_of(fields.get("resources")), **idle}))
    aliases = {name: alias for name, alias in schema.field_aliases.items() if name in fields}
    return Shape(fields, aliases)


def _idle_resources(schema: Shape, kept: Field | None) -> dict[str, Field]:
    """The resources that the mode has and whose config nobody reads: it is checked all the same, where it is given.

    It must be given where the schema wants it and a resource requires this one, though no step needs either (1.7).
    """
    there = _fields_of(kept)
    idle: dict[str, Field] = {}
    for key, field in _fields_of(schema.fields.get("resources")).items():
        own = _fields_of(field).get("config")
        if key in there or key == "io_manager" or own is None:
            continue
        if isinstance(own.config_type, (Given, Mapped)):
            own = Field(AnyConfig, is_required=False)  # its function is called for nobody (1.6)
        needed = None if field.has_default or field.is_required else False
        idle[key] = Field(Shape({"config": own}), is_required=needed)
    return idle


def _fields_of(field: Field | None) -> Mapping[str, Field]:
    """The entries of a section; none where there is no section."""
    return field.config_type.fields if field and isinstance(field.config_type, Shape) else {}


def _reduced_fields(
    schema: Shape, path: Path, read: frozenset[Path], given: Any
) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for name, field in schema.fields.items():
        here = (*path, name)
        mentioned = isinstance(given, Mapping) and bool(schema.names_in(dict(given), name))
        if (
            here in read
            or not isinstance(field.config_type, Shape)
            or isinstance(field.config_type, Permissive)
        ):
            if here in read or mentioned:
                fields[name] = field
        elif mentioned or any(known[: len(here)] == here for known in read):
            inner = given[schema.names_in(dict(given), name)[0]] if mentioned else {}
            kept = _reduced_fields(field.config_type, here, read, inner)
            aliases = {
                each: alias
                for each, alias in field.config_type.field_aliases.items()
                if each in kept
            }
            fields[name] = Field(
                Shape(kept, aliases), is_required=None if field.is_required else False
            )
            if field.has_default:
                fields[name] = Field(Shape(kept, aliases))
    return fields


def is_declared(field: Field) -> bool:
    """Whether a definition says what config it takes; without a schema, it takes anything or nothing (4.1)."""
    return field.is_required or not isinstance(field.config_type, AnyConfigType)
