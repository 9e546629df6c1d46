"""The run config that a script is given at build time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from modec.diagnostics import Diagnostic, Span, finding
from modec.plan.records import Plan
from modec.runtime.config_shapes import FieldsType
from modec.runtime.config_sources import BoolSourceType
from modec.runtime.config_types import ConfigType

_SECRET = re.compile(
    r"(^|_)(passw(or)?d|pwd|secret|token|api_?key|access_?key|private_?key|credentials?)(_|$)",
    re.IGNORECASE,
)


def given_findings(plan: Plan) -> Iterator[Diagnostic]:
    """Secrets that would stand in the script (MD403), truth values from the environment (MD405)."""
    span = next(
        (
            preset.origin
            for preset in plan.pipeline.preset_defs
            if preset.unusable is None
            and preset.mode == plan.mode.name
            and preset.run_config == plan.run_config
        ),
        plan.pipeline.origin,
    )
    yield from _secrets(plan.run_config, (), span)
    yield from _truth_values(plan.schema, plan.run_config, (), span)


def _secrets(value: Any, path: tuple[str, ...], span: Span | None) -> Iterator[Diagnostic]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, str) and inner and _SECRET.search(str(key)) and key != "env":
                yield finding(
                    "MD403",
                    span,
                    help='declare the field as StringSource and give {"env": "NAME"}, or give the value when '
                    "the script runs, with --config",
                    path=":".join((*path, str(key))),
                )
            else:
                yield from _secrets(inner, (*path, str(key)), span)


def _truth_values(
    schema: ConfigType, value: Any, path: tuple[str, ...], span: Span | None
) -> Iterator[Diagnostic]:
    if isinstance(schema, BoolSourceType) and isinstance(value, Mapping) and "env" in value:
        yield finding(
            "MD405",
            span,
            help="leave the variable empty for false, or give true or false itself",
            path=":".join(path),
            variable=value["env"],
        )
    elif isinstance(schema, FieldsType) and isinstance(value, Mapping):
        for name, field in schema.fields.items():
            if name in value:
                yield from _truth_values(field.config_type, value[name], (*path, name), span)
