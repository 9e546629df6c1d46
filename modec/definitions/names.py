"""What solids, pipelines, modes, presets, inputs, outputs and hooks may be called (section 2)."""

from __future__ import annotations

import keyword
import re
from typing import Any

from modec.definitions.checks import invalid, text

VALID_NAME = re.compile(r"^[A-Za-z0-9_]+$")

_WORDS = "context conf config meta arg_dict dict input_arg_dict output_arg_dict int str float bool input output type"

RESERVED = frozenset({*_WORDS.split(), *keyword.kwlist})


def check_name(name: Any) -> str:
    """`name`, if it is one that Dagster allows. Raises `DagsterInvalidDefinitionError`, `ParameterCheckError`."""
    checked = text("name", name)
    if checked in RESERVED:
        raise invalid(
            f'"{checked}" is not a valid name in Dagster. It conflicts with a Dagster or python reserved keyword.'
        )
    if not VALID_NAME.match(checked):
        raise invalid(
            f'"{checked}" is not a valid name in Dagster. Names must be in regex {VALID_NAME.pattern}.'
        )
    return checked
