"""What the arguments of a dagster type must be (3.12). Asked where the type is used: its class ships in scripts as it is."""

from __future__ import annotations

import inspect

from modec.definitions import functions
from modec.definitions.checks import function, instance_of, invalid, is_residual, optional_text
from modec.runtime.errors import CheckError
from modec.runtime.types import DagsterType


def checked_type(given: DagsterType) -> DagsterType:
    """`given`, if the arguments that it was made of are right.

    Raises `ParameterCheckError`, `CheckError` for a type without a name, and `DagsterInvalidDefinitionError` for a
    check function that does not take a context and a value.
    """
    # Its module asks for config types, which ask for dagster types.
    from modec.definitions.type_loader import DagsterTypeLoader, DagsterTypeMaterializer

    optional_text("name", given.display_name)
    optional_text("description", given.description)
    function("type_check_fn", given.check)
    if type(given) is DagsterType:
        if not given.has_unique_name:
            raise CheckError(
                f"All types must have a valid display name, got None for key {given.key or None}"
            )
        _check_signature(given)
    for name, value, kind in (
        ("loader", given.loader, DagsterTypeLoader),
        ("materializer", given.materializer, DagsterTypeMaterializer),
    ):
        if value is not None and not is_residual(value):
            instance_of(name, value, kind)
    return given


def _check_signature(given: DagsterType) -> None:
    """Raises `DagsterInvalidDefinitionError` unless the check function has two parameters, `self` aside."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    names = [param.name for param in functions.parameters(given.check) if param.kind is kind]
    if names[:1] == ["self"]:
        del names[0]
    if names and len(names) != 2:
        raise invalid(
            f'type_check_fn argument on type "{given.display_name}" must take 2 arguments, received {len(names)}.'
        )
