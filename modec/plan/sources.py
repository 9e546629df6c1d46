"""Where each input's value comes from (3.4), through any depth of composites."""

from __future__ import annotations

from dataclasses import dataclass, replace

from modec.definitions.dependency import (
    DependencyDefinition,
    DynamicCollectDependencyDefinition,
    MultiDependencyDefinition,
    Node,
)
from modec.definitions.graph import GraphDefinition
from modec.definitions.input_loading import loader_schema
from modec.definitions.inputs import InputDefinition
from modec.diagnostics import finding
from modec.plan.records import (
    FromCollected,
    FromConfig,
    FromDefault,
    FromMany,
    FromMapped,
    FromRootManager,
    FromStep,
    Nowhere,
    Source,
)
from modec.plan.refusals import RefusedChoice


@dataclass(frozen=True)
class Origin:
    """The output of a step that stands behind the output of a node, which may be a composite."""

    step: str
    output: str
    is_dynamic: bool


Origins = dict[tuple[str, str], Origin]
"""What stands behind the outputs of the nodes that are planned, by the node's name and the output's.

By the name alone: Dagster 0.12.15 keeps no others, so a node of a composite takes the place of a node that is called the
same in a scope around it, for every input that is planned from there on (3.4).
"""


@dataclass(frozen=True)
class Frame:
    """A graph that is being expanded: where it stands, and what feeds its own inputs."""

    graph: GraphDefinition
    path: tuple[str, ...]
    """The names of the nodes around it, and its own; empty for the pipeline's body."""
    inputs: dict[str, Source]
    config_path: tuple[str, ...]
    """Where the config of its nodes stands in the resolved run config: `("solids",)`."""
    origins: Origins
    mapped: dict[str, tuple[str, str]]
    """Step -> the dynamic output that it is mapped over. This and `origins` are of the whole pipeline."""

    def key(self, name: str) -> str:
        """The step key of a node in it."""
        return ".".join((*self.path, name))

    def node_path(self, name: str) -> tuple[str, ...]:
        """Where a node's `config`, `inputs` and `outputs` stand in the resolved run config."""
        return (*self.config_path, name)


def source_of(frame: Frame, node: Node, input_def: InputDefinition) -> Source:
    """The source of an input. Raises `RefusedChoice` when it has none (MD302), or none that Dagster takes (MD304, MD310)."""
    name = input_def.name
    dependency = node.dependencies.get(name)
    mapping = frame.graph.container_mapping(node.name, name)
    inputs_path = (*frame.node_path(node.name), "inputs", name)
    help = "connect it to an output; the parameters of a pipeline function are fed by nothing"
    if input_def.root_manager_key and dependency is None and mapping is None:
        return FromRootManager(input_def.root_manager_key, inputs_path)
    if isinstance(dependency, DependencyDefinition):
        return output_source(frame, node, dependency)
    if isinstance(dependency, MultiDependencyDefinition):
        return FromMany(tuple(_many(frame, node, name, dependency)))
    if isinstance(dependency, DynamicCollectDependencyDefinition):
        origin, meant = _taken(
            frame, node, dependency.solid_name, dependency.output_name, several=True
        )
        if origin.is_dynamic or origin.step in frame.mapped:
            return FromCollected(origin.step, origin.output, meant=meant)
        help = f"there is one {origin.step} for all keys, whatever its composite is mapped over: leave .collect() out"
    elif mapping is not None:
        outer = frame.inputs.get(mapping.definition.name)
        if outer is not None and not isinstance(outer, Nowhere):
            return outer
    elif loader_schema(input_def.dagster_type) is not None:
        if node.definition.input_has_default(name):
            return FromConfig(inputs_path, node.definition.default_value_for_input(name), True)
        return FromConfig(inputs_path)
    if node.definition.input_has_default(name):
        return FromDefault(node.definition.default_value_for_input(name))
    if input_def.dagster_type.is_nothing:
        return Nowhere()
    key = frame.key(node.name)
    message = (
        f"In pipeline solid {key}, input {name} must get a value either (a) from a dependency or (b) from the inputs "
        "section of its configuration."
    )
    raise RefusedChoice(message, [finding("MD302", node.origin, help=help, input=name, step=key)])


def _many(
    frame: Frame, node: Node, name: str, dependency: MultiDependencyDefinition
) -> list[Source]:
    sources: list[Source] = []
    for index, entry in enumerate(dependency.dependencies):
        if isinstance(entry, DependencyDefinition):
            sources.append(output_source(frame, node, entry, several=True))
            continue
        mapping = frame.graph.container_mapping(node.name, name, index)
        outer = None if mapping is None else frame.inputs.get(mapping.definition.name)
        if outer is not None:
            sources.append(outer)
    if any(_is_mapped(frame, source) for source in sources):
        key = frame.key(node.name)
        message = "Unexpected dynamic output dependency in regular fan in."
        raise RefusedChoice(message, [finding("MD310", node.origin, input=name, step=key)])
    return sources


def _is_mapped(frame: Frame, source: Source) -> bool:
    """Whether there is a value for each key of a dynamic output: Dagster takes none such into a list (3.7)."""
    return isinstance(source, (FromMapped, FromCollected)) or (
        isinstance(source, FromStep) and source.step in frame.mapped
    )


def output_source(
    frame: Frame, node: Node, dependency: DependencyDefinition, several: bool = False
) -> Source:
    """The step output behind the output that an input of `node` depends on; an element of it if it is dynamic."""
    origin, meant = _taken(frame, node, dependency.solid, dependency.output, several)
    kind = FromMapped if origin.is_dynamic else FromStep
    return kind(origin.step, origin.output, meant=meant)


def _taken(
    frame: Frame, node: Node, name: str, output: str, several: bool
) -> tuple[Origin, str | None]:
    """What Dagster takes for the output of a node of the frame's, and the step that is meant if that is another.

    `several`: for a list of values. Raises `RefusedChoice` (MD304) where the one is dynamic (or mapped, for a list) and
    the other is not.
    """
    origin, meant = frame.origins[name, output], origin_of(frame, name, output)
    mapped = [each.step in frame.mapped for each in (origin, meant)]
    if origin.is_dynamic == meant.is_dynamic and (mapped[0] == mapped[1] or not several):
        return origin, None if origin == meant else meant.step
    key = frame.key(node.name)
    message = f"Step {key} depends on {meant.step}, which {origin.step} has taken the place of."
    found = finding(
        "MD304",
        node.origin,
        help=f"give one of them another name: {name}.alias(...)",
        step=key,
        meant=meant.step,
        taken=origin.step,
    )
    raise RefusedChoice(message, [found])


def through(source: Source, entry: InputDefinition) -> Source:
    """A source as the nodes of a composite see it, whose input `entry` it feeds."""
    if isinstance(source, (FromStep, FromMapped, FromCollected)) and source.entry is None:
        return replace(source, entry=entry)
    if isinstance(source, FromMany):
        return FromMany(tuple(through(each, entry) for each in source.sources))
    return source


def origin_of(frame: Frame, name: str, output: str) -> Origin:
    """The step output behind the output of a node of the frame's, by what the body says."""
    path = (*frame.path, name)
    definition = frame.graph.node_dict[name].definition
    while isinstance(definition, GraphDefinition):
        inner = definition.output_mapping_of(output).maps_from
        path = (*path, inner.solid_name)
        output = inner.output_name
        definition = definition.node_dict[inner.solid_name].definition
    return Origin(".".join(path), output, definition.output_dict[output].is_dynamic)
