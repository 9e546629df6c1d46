"""Outputs of solids and graphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modec.definitions import functions
from modec.definitions.annotations import annotated_type
from modec.definitions.assets import MayBeAsset
from modec.definitions.checks import (
    instance_of,
    optional_text,
    text,
)
from modec.definitions.dagster_types import resolve_type
from modec.definitions.inputs import NoValue
from modec.definitions.names import check_name
from modec.definitions.origin import here
from modec.runtime.types import DagsterType

DEFAULT_OUTPUT = "result"


class OutputDefinition(MayBeAsset):
    """An output (3.1). `dagster_type` None is taken from the return annotation where there is a single output.

    Raises `DagsterInvalidDefinitionError` for a bad name or type.
    """

    is_dynamic = False

    def __init__(
        self,
        dagster_type: Any = None,
        name: str | None = None,
        description: str | None = None,
        is_required: bool | None = None,
        io_manager_key: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        asset_key: Any = None,
        asset_partitions: Any = None,
    ) -> None:
        self.name = check_name(DEFAULT_OUTPUT if name is None else name)
        self.type_is_given = dagster_type is not None
        self.dagster_type = resolve_type(dagster_type)
        self.description = optional_text("description", description)
        self.is_required: bool = (
            True if is_required is None else instance_of("is_required", is_required, bool)
        )
        self.io_manager_key = (
            "io_manager" if io_manager_key is None else text("io_manager_key", io_manager_key)
        )
        self.metadata = metadata
        self.asset_key = asset_key
        self.asset_partitions = asset_partitions
        self.origin = here()

    @property
    def optional(self) -> bool:
        """The contrary of `is_required`."""
        return not self.is_required

    def mapping_from(self, solid_name: str, output_name: str | None = None) -> OutputMapping:
        """This output of a graph, taken from an output of a solid inside."""
        name = DEFAULT_OUTPUT if output_name is None else text("output_name", output_name)
        return OutputMapping(self, OutputPointer(text("solid_name", solid_name), name))

    def completed(self, fn: Any) -> OutputDefinition:
        """This definition, with the type of the function's return annotation where it has none of its own."""
        if self.type_is_given:
            return self
        made = type(self)(
            returned_type(fn),
            self.name,
            self.description,
            self.is_required,
            self.io_manager_key,
            self.metadata,
            self.asset_key,
            self.asset_partitions,
        )
        made.origin = self.origin
        return made


class DynamicOutputDefinition(OutputDefinition):
    """An output that is yielded any number of times, each time under a mapping key (3.7)."""

    is_dynamic = True


def returned_type(fn: Any) -> DagsterType:
    """The type of the return annotation; Any for generator functions (3.1).

    Raises `DagsterInvalidDefinitionError` for an annotation that is no type.
    """
    written = getattr(fn, "__annotations__", {}).get("return")
    return annotated_type(
        lambda: None if functions.is_generator_function(fn) else functions.return_annotation(fn),
        written,
        "return type annotation",
        "OutputDefinition",
    )


def outputs_of(fn: Any, explicit: list[OutputDefinition] | None) -> list[OutputDefinition]:
    """The outputs of a function: `result` when none are declared; a single one takes the return annotation (3.1)."""
    if explicit is None:
        return [OutputDefinition(returned_type(fn))]
    return [explicit[0].completed(fn)] if len(explicit) == 1 else explicit


@dataclass(frozen=True)
class OutputPointer:
    """An output of a solid inside a graph."""

    solid_name: str
    output_name: str = DEFAULT_OUTPUT


@dataclass(frozen=True)
class OutputMapping:
    """An output of a graph, and which output inside it is taken from."""

    definition: OutputDefinition
    maps_from: OutputPointer


class Out:
    """An output of an op, without its name (3.17)."""

    definition_class: type[OutputDefinition] = OutputDefinition

    def __init__(
        self,
        dagster_type: Any = NoValue,
        description: str | None = None,
        is_required: bool | None = None,
        io_manager_key: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        asset_key: Any = None,
        asset_partitions: Any = None,
    ) -> None:
        self.dagster_type = None if dagster_type is NoValue else dagster_type
        self.description = description
        self.is_required = is_required
        self.io_manager_key = io_manager_key
        self.metadata = metadata
        self.asset_key = asset_key
        self.asset_partitions = asset_partitions

    def to_definition(self, annotation: Any, name: str | None) -> OutputDefinition:
        """The output definition of that name, of the annotated type unless it has one of its own."""
        return self.definition_class(
            annotation if self.dagster_type is None else self.dagster_type,
            name,
            self.description,
            self.is_required,
            self.io_manager_key,
            self.metadata,
            self.asset_key,
            self.asset_partitions,
        )


class DynamicOut(Out):
    """A dynamic output of an op."""

    definition_class = DynamicOutputDefinition


class GraphOut:
    """An output of a graph, without its name."""

    def __init__(self, description: str | None = None) -> None:
        self.description = description

    def to_definition(self, name: str | None) -> OutputDefinition:
        """The output definition of that name."""
        return OutputDefinition(name=name, description=self.description)
