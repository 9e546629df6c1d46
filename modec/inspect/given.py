"""The config that a script is given at build time: by presets and files, `configured`, and defaults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from modec.definitions.configurable import Configurable
from modec.definitions.preset import PresetDefinition
from modec.diagnostics import Diagnostic, Span, finding
from modec.diagnostics.displays import argument_place, text_arguments
from modec.diagnostics.places import Place
from modec.inspect.yaml_scalars import ambiguous_scalars
from modec.plan.config_places import YAML_STRINGS
from modec.plan.records import Plan
from modec.runtime.config_array import Array
from modec.runtime.config_noneable import Noneable
from modec.runtime.config_shapes import FieldsType
from modec.runtime.config_sources import BoolSourceType
from modec.runtime.config_types import ConfigType

_SECRET = re.compile(
    r"(^|_)(password|passwd|passphrase|pwd|secret|token|credentials?"
    r"|(api|access|secret|private|auth|account|encryption)_?key)$"
)
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_URL_WITH_PASSWORD = re.compile(r"://[^/\s:@]*:[^/\s@{}$<>]+@")

_Path = tuple[str | int, ...]
_Where = Callable[[_Path], Span | None]
"""Gives the place of a value by its path."""


def given_findings(plan: Plan) -> Iterator[Diagnostic]:
    """Secrets that would stand in the script (MD403), truth values from the environment (MD405), and what the
    versions of YAML read differently in the preset's texts (MD404)."""

    def in_run_config(path: _Path) -> Span | None:
        return plan.places.value(path) or plan.config_origin

    yield from _secrets(plan.run_config, (), in_run_config)
    yield from _truth_values(plan.schema, plan.run_config, (), in_run_config)
    if plan.preset is not None:
        yield from _ambiguities(plan.preset)
    for resource in plan.resources:
        yield from _of_definition(resource.definition, ("resources", resource.key, "config"))
    for step in plan.steps:
        yield from _of_definition(step.solid, step.config_path)


def _of_definition(definition: Configurable, path: _Path) -> Iterator[Diagnostic]:
    """What `configured` gave a definition, layer by layer, and the defaults of its schemas."""
    layer: Any = definition
    while layer is not None:
        origin = getattr(layer, "origin", None)
        given = layer.configured_by
        schema = layer.config_field.config_type
        if isinstance(schema, FieldsType):
            place = argument_place(origin, "config_schema")
            yield from _defaults(schema, path, place, origin)
        if given is not None and not given.is_function:
            place = argument_place(origin, "config_or_config_fn", 0)
            where = _within(place, len(path), origin)
            yield from _secrets(given.config, path, where)
            inner = given.inner.config_field.config_type
            yield from _truth_values(inner, given.config, path, where)
        layer = given.inner if given is not None else None


def _within(place: Place | None, skipped: int, origin: Span | None) -> _Where:
    """The places inside of a value that stands at the end of a path of `skipped` parts."""

    def where(path: _Path) -> Span | None:
        found = place.at(path[skipped:]) if place is not None else None
        return found.span if found is not None else origin

    return where


def _secrets(value: Any, path: _Path, where: _Where) -> Iterator[Diagnostic]:
    """MD403 for each secret within a value."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _secrets(inner, (*path, str(key)), where)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _secrets(inner, (*path, index), where)
    elif isinstance(value, str) and path and _is_secret(path[-1], value):
        yield finding(
            "MD403",
            where(path),
            help='declare the field as StringSource and give {"env": "NAME"}, or give the value when '
            "the script runs, with --config",
            path=_shown(path),
        )


def _is_secret(key: str | int, value: str) -> bool:
    if _URL_WITH_PASSWORD.search(value):
        return True
    name = _CAPITAL.sub("_", str(key)).lower().replace("-", "_")
    is_path = name.endswith(("credentials", "credential")) and "/" in value
    return bool(value.strip("*x. ")) and bool(_SECRET.search(name)) and not is_path


def _defaults(
    schema: FieldsType, path: _Path, place: Place | None, origin: Span | None
) -> Iterator[Diagnostic]:
    """MD403 and MD405 about the defaults of a schema's fields. `place` is where the schema stands."""
    for name, field in schema.fields.items():
        inside = place.at([name]) if place is not None else None
        if field.has_default:
            written = argument_place(inside.span, "default_value", 1) if inside else None
            near = inside.span if inside is not None else origin
            where = _within(written, len(path) + 1, near)
            yield from _secrets(field.default_value, (*path, name), where)
            yield from _truth_values(field.config_type, field.default_value, (*path, name), where)
        elif isinstance(field.config_type, FieldsType):
            yield from _defaults(field.config_type, (*path, name), inside, origin)


def _truth_values(
    schema: ConfigType, value: Any, path: _Path, where: _Where
) -> Iterator[Diagnostic]:
    """MD405 for each `BoolSource` that is given a variable."""
    if isinstance(schema, Noneable):
        schema = schema.inner
    if isinstance(schema, BoolSourceType) and isinstance(value, Mapping) and "env" in value:
        yield finding(
            "MD405",
            where(path),
            help="leave the variable empty for false, or give true or false itself",
            path=_shown(path),
            variable=value["env"],
        )
    elif isinstance(schema, FieldsType) and isinstance(value, Mapping):
        for name, field in schema.fields.items():
            if name in value:
                yield from _truth_values(field.config_type, value[name], (*path, name), where)
    elif isinstance(schema, Array) and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _truth_values(schema.inner, item, (*path, index), where)


def _shown(path: _Path) -> str:
    return ":".join(str(step) for step in path)


def _ambiguities(preset: PresetDefinition) -> Iterator[Diagnostic]:
    for text in preset.config_texts:
        if text.path and not text.path.lower().endswith(".json"):
            yield from ambiguous_scalars(text.text, text.path)
    if any(not text.path for text in preset.config_texts):
        for given in text_arguments(preset.origin, "yaml_strings", YAML_STRINGS):
            if given.line:
                yield from ambiguous_scalars(given.text, given.span.path, given.line, given.column)
