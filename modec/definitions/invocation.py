"""Solids and resources called directly, as plain functions, outside of any pipeline (1.3, 3.14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from modec.definitions import functions
from modec.runtime.errors import (
    DagsterInvalidDefinitionError,
    DagsterInvalidInvocationError,
    DagsterTypeCheckDidNotPass,
)
from modec.runtime.types import DagsterType

if TYPE_CHECKING:
    from modec.definitions.resource import ResourceDefinition
    from modec.definitions.solid import SolidDefinition


def invoke_solid(solid: SolidDefinition, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """The result of calling the solid's function; its inputs, and a plain result, are checked against their types.

    A solid with a context parameter is given its context first; None will do for one that needs neither config nor
    resources. Raises `DagsterInvalidInvocationError`, `DagsterTypeCheckDidNotPass`.
    """
    if not solid.is_decorated:
        raise DagsterInvalidInvocationError(
            "Attempted to invoke solid that was not constructed using the `@solid` decorator. Only solids constructed "
            "using the `@solid` decorator can be directly invoked."
        )
    leading: tuple[Any, ...] = ()
    if solid.context_parameter is not None:
        if not args:
            raise DagsterInvalidInvocationError(
                f"Compute function of solid '{solid.name}' has context argument, but no context was provided when "
                "invoking."
            )
        leading, args = args[:1], args[1:]
        _require_context(
            f'Solid "{solid.name}"', solid.required_resource_keys, solid.config_field, leading[0]
        )
    inputs = _inputs(solid, args, kwargs)
    for name in sorted(inputs):
        _check(solid, "input", name, solid.input_dict[name].dagster_type, inputs[name])
    result = solid.compute_fn(*leading, **inputs)
    plain = not (
        functions.is_generator_function(solid.compute_fn) or functions.is_async(solid.compute_fn)
    )
    if plain and len(solid.output_defs) == 1 and not _is_event(result):
        output = solid.output_defs[0]
        _check(solid, "output", output.name, output.dagster_type, result)
    return result


def _inputs(
    solid: SolidDefinition, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> dict[str, Any]:
    names = solid.positional_inputs
    if len(args) > len(names):
        raise DagsterInvalidInvocationError(
            f"Too many input arguments were provided for solid '{solid.name}'. This may be because an argument was "
            "provided for the context parameter, but no context parameter was defined for the solid."
        )
    inputs = {**dict(zip(names, args, strict=False)), **kwargs}
    for name, definition in solid.input_dict.items():
        if name in inputs or definition.dagster_type.is_nothing:
            continue
        if not definition.has_default_value:
            raise DagsterInvalidInvocationError(f'No value provided for required input "{name}".')
        inputs[name] = definition.default_value
    for name in inputs:
        if name not in solid.input_dict:
            raise DagsterInvalidInvocationError(f"Solid '{solid.name}' has no input '{name}'.")
    return inputs


def _check(
    solid: SolidDefinition, direction: str, name: str, checked: DagsterType, value: Any
) -> None:
    verdict = checked.type_check(None, value)
    if not verdict.success:
        said = f" Description: {verdict.description}" if verdict.description else ""
        raise DagsterTypeCheckDidNotPass(
            f'Type check failed for solid "{solid.name}" {direction} "{name}" - expected type '
            f'"{checked.display_name}".{said}',
            verdict.metadata_entries,
            checked,
        )


def _is_event(value: Any) -> bool:
    from modec.runtime.events import StepEvent

    return isinstance(value, StepEvent)


def _require_context(what: str, keys: frozenset[str], config_field: Any, context: Any) -> None:
    if context is not None:
        return
    if keys:
        raise DagsterInvalidInvocationError(
            f"{what} has required resources, but no context was provided."
        )
    if config_field.is_required:
        raise DagsterInvalidInvocationError(
            f"{what} has required config schema, but no context was provided."
        )


def invoke_resource(
    definition: ResourceDefinition, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Any:
    """What the resource's function gives for a context; of a function without a parameter, for nothing.

    Raises `DagsterInvalidInvocationError` (1.3).
    """
    name = definition.context_parameter
    if name is None:
        return definition.resource_fn()
    if len(args) + len(kwargs) > 1:
        raise DagsterInvalidInvocationError(
            "Initialization of resource received multiple arguments. Only a first positional context parameter should "
            "be provided when invoking."
        )
    if not args and not kwargs:
        raise DagsterInvalidInvocationError(
            "Resource initialization function has context argument, but no context was provided when invoking."
        )
    if kwargs and name not in kwargs:
        raise DagsterInvalidInvocationError(f"Resource initialization expected argument '{name}'.")
    context = args[0] if args else kwargs[name]
    _require_context(
        "Resource", definition.required_resource_keys, definition.config_field, context
    )
    if definition.configured_by is not None:
        raise DagsterInvalidDefinitionError(
            "A configured resource cannot be called directly: call the resource that it was made from."
        )
    return definition.resource_fn(context)
