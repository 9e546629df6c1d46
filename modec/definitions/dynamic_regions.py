"""Which nodes of a graph are mapped over which dynamic output (3.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from modec.definitions.checks import invalid
from modec.definitions.dependency import (
    DynamicCollectDependencyDefinition,
    MultiDependencyDefinition,
)

if TYPE_CHECKING:
    from modec.definitions.graph import GraphDefinition


def dynamic_regions(graph: GraphDefinition) -> dict[str, tuple[str, str]]:
    """What each node is mapped over. Raises `DagsterInvalidDefinitionError` for regions in regions (3.7)."""
    over: dict[str, tuple[str, str]] = {}
    for node in graph.nodes:
        collects: tuple[str, str] | None = None
        collects_last = False
        for name, dependency in node.dependencies.items():
            for source in dependency.sources():
                output = graph.node_dict[source.solid].definition.output_dict[source.output]
                region = (
                    (source.solid, source.output) if output.is_dynamic else over.get(source.solid)
                )
                if region is None:
                    continue
                shown = f'"{region[0]}:{region[1]}"'
                if isinstance(dependency, MultiDependencyDefinition):
                    place = f'"{source.solid}:{source.output}"'
                    raise invalid(
                        "Currently, items in a fan-in dependency cannot be downstream of dynamic outputs. Problematic "
                        + (
                            f"dependency on dynamic output {place}."
                            if output.is_dynamic
                            else f"dependency on output {place}, downstream of {shown}."
                        ),
                        node.origin,
                    )
                both = over.get(source.solid) if output.is_dynamic else None
                mine = over.get(node.name)
                other = both or (mine if mine != region else None)
                if isinstance(dependency, DynamicCollectDependencyDefinition):
                    other = both
                    collects, collects_last = region, True
                elif other is None:
                    over[node.name], collects_last = region, False
                if other is not None:
                    raise invalid(
                        f'Solid "{node.name}" cannot be downstream of more than one dynamic output. It is downstream of '
                        f'both {shown} and "{other[0]}:{other[1]}"',
                        node.origin,
                    )
                if node.is_graph and not _may_be_mapped(node.definition, name):
                    raise invalid(
                        f'Solid "{node.name}" cannot be downstream of dynamic output {shown} since input "{name}" maps '
                        "to a solid that is already downstream of another dynamic output. Solids cannot be downstream "
                        "of more than one dynamic output",
                        node.origin,
                    )
        if collects and node.name in over:
            mapped, collected = ":".join(over[node.name]), ":".join(collects)
            raise invalid(
                f'Solid "{node.name}" cannot '
                + (
                    f"both collect over dynamic output {collected} and be downstream of the dynamic output {mapped}."
                    if collects_last
                    else f"be both downstream of dynamic output {mapped} and collect over dynamic output {collected}."
                ),
                node.origin,
            )
    return over


def _may_be_mapped(definition: Any, name: str) -> bool:
    """Whether an input leads to nodes that are in no dynamic region yet."""
    if not definition.is_graph:
        return True
    to = definition.input_mappings_of(name)[0].maps_to
    starts = any(region[0] == to.solid_name for region in definition.dynamic_over.values())
    if to.solid_name in definition.dynamic_over or starts:
        return False
    return _may_be_mapped(definition.node_dict[to.solid_name].definition, to.input_name)
