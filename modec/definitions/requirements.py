"""Which resource keys a pipeline needs in a mode, and who needs them (1.7, 1.10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modec.definitions.dependency import Node
from modec.definitions.graph import GraphDefinition
from modec.definitions.input_loading import declared_keys
from modec.definitions.inputs import InputDefinition
from modec.definitions.mode import ModeDefinition
from modec.definitions.node import NodeDefinition
from modec.diagnostics import Span
from modec.runtime.types import DagsterType

if TYPE_CHECKING:
    from modec.definitions.pipeline import PipelineDefinition


@dataclass(frozen=True)
class Requirement:
    """A key that something needs. `by` ends a sentence: `solid def rank`, `resource at key "store"`."""

    key: str
    by: str
    kind: str = "resource"
    """`resource`, `IO manager` or `root input manager`: what the key must stand for."""
    origin: Span | None = None
    resource: str | None = None
    """The key of the resource that needs it, if it is one."""


def requirements(pipeline: PipelineDefinition, mode: ModeDefinition) -> Iterator[Requirement]:
    """All requirements, in the order in which Dagster looks at them; keys of one thing sorted."""
    yield from pipeline.graph_requirements
    for storage in mode.intermediate_storage_defs:
        for key in sorted(storage.required_resource_keys):
            yield Requirement(key, f'intermediate storage "{storage.name}"', origin=storage.origin)
    for hook in pipeline.all_hooks():
        for key in sorted(hook.required_resource_keys):
            yield Requirement(key, f'hook "{hook.name}"', origin=hook.origin)
    for name, resource in mode.resource_defs.items():
        for key in sorted(resource.required_resource_keys):
            by = f'resource at key "{name}"'
            yield Requirement(key, by, origin=resource.origin, resource=name)


def graph_requirements(graph: GraphDefinition) -> Iterator[Requirement]:
    """What solids, types, outputs and inputs need, in whatever mode."""
    seen = set()
    for solid in graph.iterate_solid_defs():
        if id(solid) in seen:
            continue
        seen.add(id(solid))
        for key in sorted(solid.required_resource_keys):
            yield Requirement(key, f"solid def {solid.name}", origin=solid.origin)
        for output in solid.output_defs:
            by = f'output "{output.name}" of solid def {solid.name}'
            yield Requirement(
                output.io_manager_key, by, "IO manager", output.origin or solid.origin
            )
    for dagster_type in used_types(graph):
        name = f'type "{dagster_type.display_name}"'
        for key in sorted(dagster_type.required_resource_keys):
            yield Requirement(key, name)
        for what, helper in (
            ("loader", dagster_type.loader),
            ("materializer", dagster_type.materializer),
        ):
            for key in sorted(declared_keys(helper)):
                yield Requirement(key, f"the {what} on {name}")
    for path, node, input_def in unconnected_inputs(graph):
        if input_def.root_manager_key:
            by = f'unsatisfied input "{input_def.name}" of solid {".".join((*path, node.name))}'
            yield Requirement(input_def.root_manager_key, by, "root input manager", node.origin)


def used_types(graph: GraphDefinition) -> list[DagsterType]:
    """The types of all inputs and outputs inside the graph, with their inner types; each once."""
    found: dict[str, DagsterType] = {}
    for definition in graph.iterate_node_defs():
        for given in own_types(definition):
            for part in (given, *given.inner_types):
                found.setdefault(part.key, part)
    return list(found.values())


def own_types(definition: NodeDefinition) -> list[DagsterType]:
    """The types of a definition's inputs and outputs."""
    inputs = [each.dagster_type for each in definition.input_defs]
    return inputs + [each.dagster_type for each in definition.output_defs]


def unconnected_inputs(
    graph: GraphDefinition, path: tuple[str, ...] = (), fed: frozenset[str] = frozenset()
) -> Iterator[tuple[tuple[str, ...], Node, InputDefinition]]:
    """The inputs that no output feeds: (path of composites, node, input), in plan order.

    `fed`: the inputs of the graph itself that are fed from outside.
    """
    for node in graph.nodes:
        inner_fed = set()
        for input_def in node.definition.input_defs:
            mappings = [
                mapping
                for mapping in graph.input_mappings
                if (mapping.maps_to.solid_name, mapping.maps_to.input_name)
                == (node.name, input_def.name)
            ]
            dependency = node.dependencies.get(input_def.name)
            connected = dependency is not None and bool(dependency.sources() or not mappings)
            if connected or any(mapping.definition.name in fed for mapping in mappings):
                inner_fed.add(input_def.name)
            else:
                yield path, node, input_def
        if isinstance(node.definition, GraphDefinition):
            yield from unconnected_inputs(node.definition, (*path, node.name), frozenset(inner_fed))
