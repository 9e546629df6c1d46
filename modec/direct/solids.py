"""Solids called directly, as plain functions, outside of any pipeline (3.14)."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from modec.direct.config import direct_config
from modec.direct.contexts import (
    BoundSolidExecutionContext,
    DirectTypeCheckContext,
    UnboundSolidExecutionContext,
)
from modec.runtime.errors import (
    DagsterInvalidInvocationError,
    DagsterInvariantViolationError,
    DagsterTypeCheckDidNotPass,
)
from modec.runtime.events import Output, StepEvent

if TYPE_CHECKING:
    from modec.definitions.outputs import OutputDefinition
    from modec.definitions.solid import SolidDefinition


def invoke_solid(
    solid: SolidDefinition,
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    name: str = "",
    tags: Mapping[str, str] | None = None,
) -> Any:
    """What the solid's function returns; inputs and outputs are checked against their types (3.14).

    A solid with a context parameter is given its context first; None will do for one that needs neither config nor
    resources. Raises `DagsterInvalidInvocationError`, `DagsterTypeCheckDidNotPass`, `DagsterInvalidConfigError`.
    """
    if not solid.is_decorated:
        raise DagsterInvalidInvocationError(
            "Attempted to invoke solid that was not constructed using the `@solid` decorator. Only solids constructed "
            "using the `@solid` decorator can be directly invoked."
        )
    name = name or solid.name
    takes_context = solid.context_parameter is not None
    given: Any = None
    if takes_context:
        if not args or not isinstance(args[0], (UnboundSolidExecutionContext, type(None))):
            raise DagsterInvalidInvocationError(
                f"Compute function of solid '{name}' has context argument, but no context was provided when "
                "invoking."
            )
        given, args = args[0], args[1:]
    elif args and isinstance(args[0], UnboundSolidExecutionContext):
        raise DagsterInvalidInvocationError(
            f"Compute function of solid '{name}' has no context argument, but context was provided when "
            "invoking."
        )
    call = _SolidCall(solid, given, name, tags or {})
    inputs = call.inputs(args, kwargs)
    leading = (call.context,) if takes_context else ()
    return call.checked(solid.compute_fn(*leading, **inputs))


class _SolidCall:
    """One direct call of a solid. Raises as `invoke_solid`."""

    def __init__(
        self,
        solid: SolidDefinition,
        given: UnboundSolidExecutionContext | None,
        name: str,
        tags: Mapping[str, str],
    ) -> None:
        if given is None and solid.required_resource_keys:
            raise DagsterInvalidInvocationError(
                f'Solid "{name}" has required resources, but no context was provided. Use the '
                "`build_solid_context` function to construct a context with the required resources."
            )
        if given is None and solid.config_field.is_required:
            raise DagsterInvalidInvocationError(
                f'Solid "{name}" has required config schema, but no context was provided. Use the '
                "`build_solid_context` function to create a context with config."
            )
        unbound = given or UnboundSolidExecutionContext()
        for key in sorted(solid.required_resource_keys):
            if key not in unbound.resources._asdict():
                raise DagsterInvalidInvocationError(
                    f'Solid "{name}" requires resource "{key}", but no resource with that key was found on the '
                    "context."
                )
        config = direct_config(
            solid, unbound.solid_config, "Error in config for solid ", "Error in config for solid "
        )
        self.solid = solid
        self.name = name
        self.label = f'{"op" if solid.is_op else "solid"} "{name}"'
        self.context = BoundSolidExecutionContext(unbound, solid, config, tags)
        self.check_context = DirectTypeCheckContext(unbound.resources._asdict())

    def inputs(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """The inputs by name, checked."""
        nothing = [each.name for each in self.solid.input_defs if each.dagster_type.is_nothing]
        for key in nothing:
            if key in kwargs:
                raise DagsterInvalidInvocationError(
                    f"Attempted to provide value for nothing input '{key}'. Nothing dependencies are ignored when "
                    "directly invoking solids."
                )
        taken = {key: each for key, each in self.solid.input_dict.items() if key not in nothing}
        if len(taken) < len(args) + len(kwargs):
            suggestion = (
                "you attempted to provide a value for a nothing dependency. Nothing dependencies are ignored when "
                "directly invoking solids."
                if nothing
                else "an argument was provided for the context parameter, but no context parameter was defined for the "
                "solid."
            )
            raise DagsterInvalidInvocationError(
                f"Too many input arguments were provided for solid '{self.name}'. This may be because {suggestion}"
            )
        inputs = {**dict(zip(self.solid.positional_inputs, args, strict=False)), **kwargs}
        for key, definition in taken.items():
            if key not in inputs:
                if not definition.has_default_value:
                    raise DagsterInvalidInvocationError(
                        f'No value provided for required input "{key}".'
                    )
                inputs[key] = definition.default_value
        for key, value in inputs.items():
            if key not in taken:
                raise DagsterInvalidInvocationError(f"Solid '{self.name}' has no input '{key}'.")
            self.check("input", key, taken[key].dagster_type, value)
        return inputs

    def check(self, direction: str, name: str, checked: Any, value: Any) -> None:
        """Raises `DagsterTypeCheckDidNotPass` for a value that is not of the type."""
        verdict = checked.type_check(self.check_context, value)
        if not verdict.success:
            raise DagsterTypeCheckDidNotPass(
                f'Type check failed for {self.label} {direction} "{name}" - expected type '
                f'"{checked.display_name}". Description: {verdict.description}',
                verdict.metadata_entries,
                checked,
            )

    def checked(self, result: Any) -> Any:
        """What the function gave, checked at once, or as it is yielded or awaited."""
        if inspect.isgenerator(result):
            return self._generated(result)
        if inspect.iscoroutine(result):
            return self._awaited(result)
        if inspect.isasyncgen(result):
            return self._generated_async(result)
        self._returned(result)
        return result

    def _generated(self, events: Iterator[Any]) -> Iterator[Any]:
        seen: set[str] = set()
        for event in events:
            self._yielded(event, seen)
            yield event
        self._complete(seen)

    async def _generated_async(self, events: Any) -> Any:
        seen: set[str] = set()
        async for event in events:
            self._yielded(event, seen)
            yield event
        self._complete(seen)

    async def _awaited(self, coroutine: Any) -> Any:
        result = await coroutine
        self._returned(result)
        return result

    def _yielded(self, event: Any, seen: set[str]) -> None:
        if not isinstance(event, StepEvent):
            raise DagsterInvariantViolationError(
                "When yielding outputs from a solid generator, they should be wrapped in an `Output` object."
            )
        if not isinstance(event, Output):
            return
        output = self._output(event.output_name)
        self._fits(output, event)
        if output.name in seen and not output.is_dynamic:
            raise DagsterInvariantViolationError(
                f"Invocation of solid '{self.name}' yielded an output '{output.name}' multiple times."
            )
        seen.add(output.name)

    def _complete(self, seen: set[str]) -> None:
        for output in self.solid.output_defs:
            if output.name not in seen and output.is_required:
                raise DagsterInvariantViolationError(
                    f"Invocation of solid '{self.name}' did not return an output for non-optional output "
                    f"'{output.name}'"
                )

    def _returned(self, result: Any) -> None:
        outputs = self.solid.output_defs
        if isinstance(result, Output):
            if result.mapping_key is not None:
                raise DagsterInvariantViolationError(
                    f"Error in solid '{self.name}': Attempted to return a DynamicOutput from solid. DynamicOutputs are "
                    "only supported using yield syntax."
                )
            output = self._output(result.output_name)
            self._fits(output, result)
            self._complete({output.name})
        elif isinstance(result, StepEvent):
            raise DagsterInvariantViolationError(
                f"Error in solid '{self.name}': If you are returning an AssetMaterialization or an ExpectationResult "
                "from solid you must yield them to avoid ambiguity with an implied result from returning a value."
            )
        elif isinstance(result, tuple) and len(outputs) > 1:
            for output, value in zip(outputs, result, strict=False):
                self.check("output", output.name, output.dagster_type, value)
        elif len(outputs) > 1:
            raise DagsterInvariantViolationError(
                "Multiple output definitions but no Output wrapper provided is ambiguous."
            )
        elif outputs:
            self.check("output", outputs[0].name, outputs[0].dagster_type, result)

    def _output(self, name: str) -> OutputDefinition:
        if name not in self.solid.output_dict:
            raise DagsterInvariantViolationError(
                f'Invocation of solid "{self.name}" returned an output "{name}" that does not exist. The available '
                f"outputs are {list(self.solid.output_dict)}"
            )
        return self.solid.output_dict[name]

    def _fits(self, output: OutputDefinition, given: Output) -> None:
        self.check("output", output.name, output.dagster_type, given.value)
        if given.mapping_key is not None and not output.is_dynamic:
            raise DagsterInvariantViolationError(
                f"Invocation of solid '{self.name}' yielded a DynamicOutput, but did not use DynamicOutputDefinition."
            )
