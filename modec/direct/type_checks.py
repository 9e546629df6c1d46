"""A type checked outside of any pipeline (3.12)."""

from __future__ import annotations

from typing import Any

from modec.definitions.dagster_types import resolve_type
from modec.direct.contexts import DirectTypeCheckContext
from modec.runtime.errors import DagsterInvariantViolationError
from modec.runtime.types import TypeCheck


def check_dagster_type(dagster_type: Any, value: Any) -> TypeCheck:
    """The verdict of a type on a value. Raises `DagsterInvariantViolationError` for a type that needs resources."""
    checked = resolve_type(dagster_type)
    if checked.required_resource_keys:
        raise DagsterInvariantViolationError(
            "Cannot utilize resources in type check function that is called directly."
        )
    return checked.type_check(DirectTypeCheckContext({}), value)
