"""The types that annotations of inputs and outputs stand for (3.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from modec.definitions.checks import invalid, is_residual, lacks_value, shown
from modec.definitions.dagster_types import resolve_type
from modec.runtime.errors import DagsterError
from modec.runtime.types import DagsterType


def annotated_type(
    read: Callable[[], Any], written: Any, place: str, definition: str
) -> DagsterType:
    """The type of the annotation that `read` gives; `written` is what stands there, which may be a text.

    Raises `DagsterInvalidDefinitionError`, which names the `place` and the `definition` that can say the type instead.
    """
    annotation = written
    try:
        annotation = read()
        return resolve_type(annotation)
    except (DagsterError, NameError, AttributeError, TypeError, SyntaxError) as error:
        if lacks_value(error):
            raise
        said = shown(annotation) if is_residual(annotation) else annotation
        raise invalid(
            f"Problem using type '{said}' from {place}, correct the issue or explicitly set the dagster_type on your "
            f"{definition}."
        ) from error
