"""The run config of a plan, entry by entry: what may be given where, what must be, and what stands for it otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modec.plan.records import Plan
from modec.runtime.config_array import Array
from modec.runtime.config_configured import Given, Mapped
from modec.runtime.config_enum import EnumConfig
from modec.runtime.config_noneable import Noneable
from modec.runtime.config_selector import Selector
from modec.runtime.config_shapes import FieldsType, Permissive
from modec.runtime.config_sources import Source
from modec.runtime.config_types import AnyConfigType, ConfigType, Field
from modec.runtime.config_union import ScalarUnion

ABSENT: Any = object()
"""Stands for a value that is not there, since None is a value like others."""

_MACHINERY = ("storage", "intermediate_storage", "execution")
"""Sections about how Dagster runs things; one is shown only where it must be given."""


@dataclass(frozen=True)
class ConfigEntry:
    """One entry of run config. Entries with `children` are mappings of them.

    `is_required`: it must be there wherever what is around it is. `value` is what it has when nobody says anything
    (the config given at build time, else the default), `ABSENT` where there is none; `is_given` says that it was given.
    """

    path: tuple[str, ...]
    config_type: ConfigType
    is_required: bool
    value: Any = ABSENT
    is_given: bool = False
    description: str | None = None
    children: tuple[ConfigEntry, ...] = ()
    is_choice: bool = False
    """Exactly one of the children is to be given."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path[-1] if self.path else ""

    @property
    def must_be_filled(self) -> bool:
        """Whether it is a value that somebody still has to give."""
        return self.is_required and self.value is ABSENT and not self.children

    @property
    def type_name(self) -> str:
        """Its type as people read it."""
        return type_name(self.config_type)

    def leaves(self) -> Iterator[ConfigEntry]:
        """The entries in it that are no mappings of others, itself included."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def config_entries(plan: Plan) -> tuple[ConfigEntry, ...]:
    """The sections of a plan's run config, those about resources and solids first."""
    root = _entry((), Field(plan.schema), plan.run_config or ABSENT, ABSENT)
    loggers = {"console"} == set(plan.mode.loggers)
    sections = [
        child
        for child in root.children
        if (child.name not in _MACHINERY or (child.is_required and child.value is ABSENT))
        and not (child.name == "loggers" and loggers and not child.is_given)
    ]
    return tuple(sorted(sections, key=lambda child: child.name != "resources"))


def _entry(path: tuple[str, ...], field: Field, given: Any, outer_default: Any) -> ConfigEntry:
    """`given`: what the plan's run config holds there; `outer_default`: what a default of something around it says."""
    config_type = _outside(field.config_type)
    default = outer_default
    if default is ABSENT and field.has_default and not field.default_is_implicit:
        default = field.default_value
    value = default if given is ABSENT else given
    required = field.is_required and default is ABSENT
    entry = ConfigEntry(
        path, config_type, required, value, given is not ABSENT, _description(field)
    )
    children: list[ConfigEntry] = []
    if isinstance(config_type, FieldsType):
        aliases = getattr(config_type, "field_aliases", {})
        for name, inner in config_type.fields.items():
            if not _is_empty(name, inner):
                inside = _inside(given, name, aliases.get(name))
                children.append(_entry((*path, name), inner, inside, _inside(default, name)))
    if children:
        others = isinstance(config_type, Permissive) and isinstance(value, Mapping)
        extra = set(value) - set(config_type.fields) if others else ()  # type: ignore[attr-defined]
        for name in sorted(map(str, extra)):
            children.append(
                ConfigEntry((*path, name), AnyConfigType(), False, value[name], entry.is_given)
            )
        kind = isinstance(config_type, Selector) and len(config_type.fields) > 1
        return ConfigEntry(
            path, config_type, required, value, entry.is_given, entry.description,
            tuple(children), kind,
        )  # fmt: skip
    if value is ABSENT and field.default_is_implicit:
        implicit: Any = {} if isinstance(config_type, FieldsType) else None
        return ConfigEntry(path, config_type, False, implicit, False, entry.description)
    return entry


def _outside(config_type: ConfigType) -> ConfigType:
    """The type of what a person gives: what `configured` takes, not what it computes."""
    while isinstance(config_type, Mapped):
        config_type = config_type.outer
    return config_type


def _is_empty(name: str, field: Field) -> bool:
    """Whether there is nothing to give: config of what declares none, or that the program gives itself."""
    config_type = _outside(field.config_type)
    if isinstance(config_type, Given):
        return True
    if isinstance(config_type, AnyConfigType):
        return name == "config" and not field.is_required and not field.has_default
    if isinstance(config_type, Permissive) or not isinstance(config_type, FieldsType):
        return name == "outputs" and isinstance(config_type, Array)
    return all(_is_empty(inner, each) for inner, each in config_type.fields.items())


def _inside(value: Any, name: str, alias: str | None = None) -> Any:
    if not isinstance(value, Mapping):
        return ABSENT
    return value.get(name, value.get(alias, ABSENT) if alias else ABSENT)


def _description(field: Field) -> str | None:
    found = field.description or getattr(field.config_type, "description", None)
    return " ".join(found.split()) if isinstance(found, str) else None


def type_name(config_type: ConfigType) -> str:
    """A type in one short line: `Int`, `[String]`, `String or {env: NAME}`, `one of: fast, slow`."""
    if isinstance(config_type, Source):
        return f"{config_type.scalar.describe()} or {{env: VARIABLE}}"
    if isinstance(config_type, Noneable):
        return f"{type_name(config_type.inner)} or null"
    if isinstance(config_type, EnumConfig):
        return f"one of: {', '.join(each.config_value for each in config_type.values)}"
    if isinstance(config_type, ScalarUnion):
        return f"{type_name(config_type.scalar)} or {type_name(config_type.non_scalar)}"
    if isinstance(config_type, FieldsType) and not config_type.fields:
        return "mapping"
    return config_type.describe()


def environment_variables(config_type: ConfigType, value: Any) -> tuple[str, ...]:
    """The environment variables that `value` names where its type reads them: `{"env": NAME}` of sources."""
    config_type = _outside(config_type)
    if isinstance(config_type, Source):
        name = _inside(value, "env")
        return (name,) if isinstance(name, str) else ()
    found: list[str] = []
    if isinstance(config_type, Noneable):
        found += environment_variables(config_type.inner, value)
    elif isinstance(config_type, ScalarUnion):
        found += environment_variables(config_type.side(value), value)
    elif isinstance(config_type, Array) and isinstance(value, (list, tuple)):
        for item in value:
            found += environment_variables(config_type.inner, item)
    elif isinstance(config_type, FieldsType):
        for name, field in config_type.fields.items():
            inner = _inside(value, name)
            if inner is not ABSENT:
                found += environment_variables(field.config_type, inner)
    return tuple(dict.fromkeys(found))
