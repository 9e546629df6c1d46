"""Checks of a graph's input and output mappings (3.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modec.definitions.checks import invalid
from modec.definitions.dependency import MappedInputPlaceholder, MultiDependencyDefinition
from modec.definitions.fan_in import fan_in_item
from modec.definitions.inputs import InputDefinition, InputMapping
from modec.definitions.outputs import OutputDefinition, OutputMapping
from modec.runtime.types import Any as AnyDagsterType

if TYPE_CHECKING:
    from modec.definitions.graph import GraphDefinition


def check_input_mappings(graph: GraphDefinition, name: str) -> None:
    """Raises `DagsterInvalidDefinitionError` for a mapping to what is not there, is fed already, or has another type."""
    shown = f"In {type(graph).__name__} '{name}'"
    seen: dict[str, InputDefinition] = {}
    filled: set[tuple[str, str, int]] = set()
    for mapping in graph.input_mappings:
        if isinstance(mapping, InputDefinition):
            raise invalid(
                f"{shown} you passed an InputDefinition named '{mapping.name}' directly in to input_mappings. Return an "
                "InputMapping by calling mapping_to on the InputDefinition."
            )
        if not isinstance(mapping, InputMapping):
            raise invalid(
                f"{shown} received unexpected type '{type(mapping)}' in input_mappings. Provide an InputMapping using "
                "InputDefinition(...).mapping_to(...)"
            )
        definition = mapping.definition
        if seen.setdefault(definition.name, definition) is not definition:
            raise invalid(
                f"{shown} multiple input mappings with same definition name but different definitions"
            )
        _check_input_mapping(graph, shown, mapping)
        if mapping.maps_to.fan_in_index is not None:
            to = mapping.maps_to
            filled.add((to.solid_name, to.input_name, mapping.maps_to.fan_in_index))
    _check_placeholders(graph, filled)


def _check_input_mapping(graph: GraphDefinition, shown: str, mapping: InputMapping) -> None:
    to = mapping.maps_to
    node = graph.node_dict.get(to.solid_name)
    if node is None:
        raise invalid(
            f"{shown} input mapping references solid '{to.solid_name}' which it does not contain."
        )
    target = node.definition.input_dict.get(to.input_name)
    if target is None:
        raise invalid(
            f"{shown} input mapping to solid '{to.solid_name}' which contains no input named '{to.input_name}'"
        )
    dependency = node.dependencies.get(to.input_name)
    expected, place = target.dagster_type, ""
    if to.fan_in_index is not None:
        index = to.fan_in_index
        if not isinstance(dependency, MultiDependencyDefinition):
            raise invalid(
                f'{shown} input mapping target "{to.solid_name}.{to.input_name}" (index {index} of fan-in) is not a '
                "MultiDependencyDefinition."
            )
        entries = dependency.dependencies
        if index >= len(entries) or entries[index] is not MappedInputPlaceholder:
            raise invalid(
                f'{shown} input mapping target "{to.solid_name}.{to.input_name}" index {index} in the '
                "MultiDependencyDefinition is not a MappedInputPlaceholder"
            )
        expected, place = fan_in_item(target.dagster_type), f" (index {index} of fan-in)"
    elif dependency is not None:
        raise invalid(
            f'{shown} input mapping target "{to.solid_name}.{to.input_name}" is already satisfied by solid output'
        )
    given = mapping.definition.dagster_type
    if graph.checks_mapped_types and given != expected:
        raise invalid(
            f"{shown} input '{mapping.definition.name}' of type {given.display_name} maps to {to.solid_name}."
            f"{to.input_name}{place} of different type {expected.display_name}. InputMapping source and destination must "
            "have the same type."
        )


def _check_placeholders(graph: GraphDefinition, filled: set[tuple[str, str, int]]) -> None:
    for node in graph.nodes:
        for name, dependency in node.dependencies.items():
            if not isinstance(dependency, MultiDependencyDefinition):
                continue
            for index, entry in enumerate(dependency.dependencies):
                if entry is MappedInputPlaceholder and (node.name, name, index) not in filled:
                    raise invalid(
                        f"Unsatisfied MappedInputPlaceholder at index {index} in MultiDependencyDefinition for "
                        f"'{node.name}.{name}'"
                    )


def check_output_mappings(graph: GraphDefinition, name: str) -> None:
    """Raises `DagsterInvalidDefinitionError` for a mapping from what is not there, or of another type or kind."""
    shown = f"In {type(graph).__name__} '{name}'"
    for mapping in graph.output_mappings:
        if isinstance(mapping, OutputDefinition):
            raise invalid(
                f"You passed an OutputDefinition named '{mapping.name}' directly in to output_mappings. Return an "
                "OutputMapping by calling mapping_from on the OutputDefinition."
            )
        if not isinstance(mapping, OutputMapping):
            raise invalid(
                f"Received unexpected type '{type(mapping)}' in output_mappings. Provide an OutputMapping using "
                "OutputDefinition(...).mapping_from(...)"
            )
        source = mapping.maps_from
        node = graph.node_dict.get(source.solid_name)
        if node is None:
            raise invalid(
                f"{shown} output mapping references solid '{source.solid_name}' which it does not contain."
            )
        target = node.definition.output_dict.get(source.output_name)
        if target is None:
            raise invalid(
                f"{shown} output mapping from solid '{source.solid_name}' which contains no output named "
                f"'{source.output_name}'"
            )
        outer = mapping.definition
        different = outer.dagster_type not in (AnyDagsterType, target.dagster_type)
        if graph.checks_mapped_types and different:
            raise invalid(
                f"{shown} output '{outer.name}' of type {outer.dagster_type.display_name} maps from {source.solid_name}."
                f"{source.output_name} of different type {target.dagster_type.display_name}. OutputMapping source and "
                "destination must have the same type."
            )
        if target.is_dynamic and not outer.is_dynamic:
            raise invalid(
                f'{shown} can not map from {type(target).__name__} "{target.name}" to {type(outer).__name__} '
                f'"{outer.name}". Definition types must align.'
            )
        region = graph.dynamic_over.get(source.solid_name)
        if region is not None and not outer.is_dynamic:
            raise invalid(
                f'{shown} output "{outer.name}" mapping from solid "{source.solid_name}" must be a '
                f'DynamicOutputDefinition since it is downstream of dynamic output "{region[0]}:{region[1]}".'
            )
