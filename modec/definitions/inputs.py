"""Inputs of solids and graphs."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modec.definitions import functions
from modec.definitions.annotations import annotated_type
from modec.definitions.assets import MayBeAsset
from modec.definitions.checks import (
    dict_of,
    holds_residual,
    invalid,
    is_residual,
    optional_text,
    text,
)
from modec.definitions.dagster_types import resolve_type
from modec.definitions.names import check_name
from modec.definitions.origin import here
from modec.runtime.errors import CheckError
from modec.runtime.types import DagsterType, ScalarType


class NoValue:
    """Stands for a value that was not given, since None is a value like others."""


class InputDefinition(MayBeAsset):
    """An input: `name`, `dagster_type` (None: taken from the annotation, else Any) and what stands for it otherwise.

    Raises `DagsterInvalidDefinitionError` for a bad name or type, or for a default value that its scalar type
    does not accept (3.1).
    """

    def __init__(
        self,
        name: str | None = None,
        dagster_type: Any = None,
        description: str | None = None,
        default_value: Any = NoValue,
        root_manager_key: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        asset_key: Any = None,
        asset_partitions: Any = None,
    ) -> None:
        self.name: str = check_name(name) if name else ""
        self.type_is_given = dagster_type is not None
        self.dagster_type = resolve_type(dagster_type)
        self.description = optional_text("description", description)
        self._default = _checked_default(self.name, self.dagster_type, default_value)
        self.root_manager_key: str | None = (
            None if root_manager_key is None else text("root_manager_key", root_manager_key)
        )
        self.metadata = dict_of("metadata", metadata)
        self.asset_key = asset_key
        self.asset_partitions = asset_partitions
        self.origin = here()

    @property
    def has_default_value(self) -> bool:
        """Whether a default value stands for the input when nothing feeds it."""
        return self._default is not NoValue

    @property
    def default_value(self) -> Any:
        """The default value. Raises `CheckError` when there is none."""
        if not self.has_default_value:
            raise CheckError("Can only fetch default_value if has_default_value")
        return self._default

    def mapping_to(
        self, solid_name: str, input_name: str, fan_in_index: int | None = None
    ) -> InputMapping:
        """This input of a graph, fed to an input of a solid inside."""
        return InputMapping(
            self,
            InputPointer(
                text("solid_name", solid_name), text("input_name", input_name), fan_in_index
            ),
        )

    def completed(self, fn: Any, param: inspect.Parameter) -> InputDefinition:
        """This definition, with type and default value from the parameter where it has none of its own."""
        given = self.dagster_type if self.type_is_given else type_of_parameter(fn, param)
        default = self._default
        if default is NoValue and param.default is not inspect.Parameter.empty:
            default = param.default
        made = InputDefinition(
            self.name,
            given,
            self.description,
            default,
            self.root_manager_key,
            self.metadata,
            self.asset_key,
            self.asset_partitions,
        )
        made.origin = self.origin
        return made


def inferred_input(fn: Any, param: inspect.Parameter) -> InputDefinition:
    """The input that a parameter stands for. Raises `DagsterInvalidDefinitionError` as `type_of_parameter`."""
    check_name(param.name)  # what is wrong with it comes before what is wrong with the type
    default = NoValue if param.default is inspect.Parameter.empty else param.default
    return InputDefinition(param.name, type_of_parameter(fn, param), default_value=default)


def type_of_parameter(fn: Any, param: inspect.Parameter) -> DagsterType:
    """The type of a parameter's annotation. Raises `DagsterInvalidDefinitionError` for no type, or Nothing (3.1)."""
    found = annotated_type(
        lambda: functions.annotation_of(fn, param),
        param.annotation,
        f"type annotation for argument '{param.name}'",
        "InputDefinition",
    )
    if found.is_nothing:
        raise invalid(
            f"Input parameter {param.name} is annotated with Nothing which is a type that represents passing no "
            "data. This type must be used via InputDefinition and no parameter should be included in the solid "
            "function."
        )
    return found


def _checked_default(name: str, dagster_type: DagsterType, value: Any) -> Any:
    if value is not NoValue and dagster_type.is_nothing:
        raise invalid("Setting a default_value is invalid on InputDefinitions of type Nothing")
    if value is NoValue or holds_residual(value) or not isinstance(dagster_type, ScalarType):
        return value
    if not dagster_type.type_check(None, value).success:
        raise invalid(
            f"Type check failed for the default_value of InputDefinition {name} of type "
            f"{dagster_type.display_name}. Received value {value} of type {type(value)}"
        )
    return value


@dataclass(frozen=True)
class InputPointer:
    """An input of a solid inside a graph; one place of its list where `fan_in_index` is given."""

    solid_name: str
    input_name: str
    fan_in_index: int | None = None


@dataclass(frozen=True)
class InputMapping:
    """An input of a graph, and which input inside it feeds."""

    definition: InputDefinition
    maps_to: InputPointer


class In:
    """An input of an op, without its name (3.17)."""

    def __init__(
        self,
        dagster_type: Any = NoValue,
        description: str | None = None,
        default_value: Any = NoValue,
        root_manager_key: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        asset_key: Any = None,
        asset_partitions: Any = None,
    ) -> None:
        self.dagster_type = None if dagster_type is NoValue else dagster_type
        self.description = description
        self.default_value = default_value
        self.root_manager_key = root_manager_key
        self.metadata = metadata
        self.asset_key = asset_key
        self.asset_partitions = asset_partitions

    def to_definition(self, name: str) -> InputDefinition:
        """The input definition of that name."""
        return InputDefinition(
            name,
            self.dagster_type,
            self.description,
            self.default_value,
            self.root_manager_key,
            self.metadata,
            self.asset_key,
            self.asset_partitions,
        )


class GraphIn:
    """An input of a graph, without its name."""

    def __init__(self, description: str | None = None) -> None:
        self.description = description

    def to_definition(self, name: str) -> InputDefinition:
        """The input definition of that name."""
        return InputDefinition(name, description=self.description)


def inputs_of(
    decorator: str,
    fn_name: str,
    fn: Any,
    params: list[inspect.Parameter],
    explicit: list[InputDefinition],
    exclude_nothing: bool,
) -> list[InputDefinition]:
    """The inputs of a function: the explicit ones first, then those of the remaining parameters (3.1).

    `params` are the function's parameters without the context. Raises `DagsterInvalidDefinitionError` where the
    two do not agree.
    """
    named = {each.name: each for each in explicit}
    nothing = {
        name for name, each in named.items() if exclude_nothing and each.dagster_type.is_nothing
    }
    by_name = {
        param.name: param for param in params if param.kind is not inspect.Parameter.VAR_KEYWORD
    }
    for param in params:
        if param.kind is inspect.Parameter.VAR_POSITIONAL:
            raise invalid(
                f"{decorator} '{fn_name}' decorated function has positional vararg parameter '{param}'. Solid "
                "functions should only have keyword arguments that match input names and, if system information "
                "is required, a first positional parameter named 'context'."
            )
        if param.name in nothing:
            raise invalid(
                f"{decorator} '{fn_name}' decorated function has parameter '{param.name}' that is one of the solid "
                "input_defs of type 'Nothing' which should not be included since no data will be passed for it. "
            )
    absent = sorted(name for name in named if name not in by_name and name not in nothing)
    if absent and len(by_name) == len(params):
        listed = "', '".join(absent)
        raise invalid(
            f"{decorator} '{fn_name}' decorated function does not have parameter(s) '{listed}', which are in "
            "solid's input_defs. Solid functions should only have keyword arguments that match input names and, "
            "if system information is required, a first positional parameter named 'context'."
        )
    completed = [
        each.completed(fn, by_name[each.name]) if each.name in by_name else each
        for each in explicit
    ]
    inferred = [inferred_input(fn, param) for name, param in by_name.items() if name not in named]
    return completed + inferred


def is_known_default(value: Any) -> bool:
    """Whether the build knows the value."""
    return not is_residual(value)
