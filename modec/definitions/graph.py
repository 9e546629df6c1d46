"""Graphs: pipelines' bodies, composite solids, and the early `@graph` (3.2, 3.8, 3.17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from modec.definitions import functions
from modec.definitions.checks import (
    dict_of,
    function,
    invalid,
    list_of,
    optional_instance,
)
from modec.definitions.composition import Remark, compose
from modec.definitions.configurable import ConfigMapping, Configured, composite_config_mapping
from modec.definitions.dependency import Node
from modec.definitions.dynamic_regions import dynamic_regions
from modec.definitions.graph_mappings import check_input_mappings, check_output_mappings
from modec.definitions.graph_nodes import (
    check_dependencies,
    checked_dependencies,
    checked_node_defs,
    nodes_of,
)
from modec.definitions.graph_order import topological_levels
from modec.definitions.inputs import GraphIn, InputDefinition, InputMapping, inputs_of
from modec.definitions.io_managers import named_after
from modec.definitions.node import NodeDefinition
from modec.definitions.outputs import GraphOut, OutputDefinition, OutputMapping, returned_type
from modec.definitions.solid import SolidDefinition
from modec.runtime.config_types import Field
from modec.runtime.errors import CheckError
from modec.vocabulary import live

if TYPE_CHECKING:
    from modec.definitions.job import JobDefinition


class GraphDefinition(NodeDefinition):
    """Nodes, what their inputs depend on, and which of them feed the graph's own inputs and outputs.

    Raises `DagsterInvalidDefinitionError` for dependencies on what is not there, cycles, and mappings that do
    not fit.
    """

    is_graph = True

    def __init__(
        self,
        name: str,
        description: Any = None,
        node_defs: Any = None,
        dependencies: Any = None,
        input_mappings: Any = None,
        output_mappings: Any = None,
        config_mapping: ConfigMapping | None = None,
        tags: Any = None,
        positional_inputs: list[str] | None = None,
        remarks: Sequence[Remark] = (),
    ) -> None:
        self.remarks = tuple(remarks)
        """What the body that made it does to no effect."""
        self.node_defs = checked_node_defs(name, node_defs)
        self.dependencies = checked_dependencies(dependencies)
        self.node_dict = nodes_of(self.node_defs, self.dependencies)
        for node in self.node_dict.values():
            check_dependencies(node, self.node_dict)
        self.levels: list[list[Node]] = topological_levels(self.node_dict)
        """The nodes in plan order, level by level, each sorted by name (3.3.1)."""
        self.dynamic_over = dynamic_regions(self)
        """Node -> (node, output) of the dynamic output that it is mapped over."""
        self.input_mappings: list[InputMapping] = list_of("input_mappings", input_mappings, object)
        self.output_mappings: list[OutputMapping] = list_of(
            "output_mappings", output_mappings, object
        )
        check_input_mappings(self, name)
        check_output_mappings(self, name)
        self.config_mapping: ConfigMapping | None = optional_instance(
            "config_mapping", config_mapping, ConfigMapping
        )
        inputs = {mapping.definition.name: mapping.definition for mapping in self.input_mappings}
        outputs = [mapping.definition for mapping in self.output_mappings]
        super().__init__(name, list(inputs.values()), outputs, description, tags, positional_inputs)

    @property
    def checks_mapped_types(self) -> bool:
        """Whether a graph's input must have the type of what it feeds; not so for pipelines and `@graph`."""
        return False

    @property
    def nodes(self) -> list[Node]:
        """The nodes in plan order."""
        return [node for level in self.levels for node in level]

    @property
    def solids(self) -> list[Node]:
        """Dagster's name for `nodes`."""
        return self.nodes

    @property
    def config_field(self) -> Field:  # type: ignore[override]
        """The field of the config mapping. Raises `CheckError` when there is none."""
        if self.config_mapping is None:
            raise CheckError("This graph has no config of its own.")
        return self.config_mapping.config_field

    @property
    def config_schema(self) -> Field | None:  # type: ignore[override]
        """The field of the config mapping, None where there is none."""
        return None if self.config_mapping is None else self.config_field

    @property
    def has_config_field(self) -> bool:
        return self.config_mapping is not None

    def iterate_node_defs(self) -> Iterator[NodeDefinition]:
        yield self
        for definition in self.node_defs:
            yield from definition.iterate_node_defs()

    def iterate_solid_defs(self) -> Iterator[SolidDefinition]:
        for definition in self.node_defs:
            yield from definition.iterate_solid_defs()

    def input_mappings_of(self, name: str) -> list[InputMapping]:
        """Where the graph's input of that name goes."""
        return [mapping for mapping in self.input_mappings if mapping.definition.name == name]

    def output_mapping_of(self, name: str) -> OutputMapping:
        """Where the graph's output of that name comes from. Raises KeyError."""
        for mapping in self.output_mappings:
            if mapping.definition.name == name:
                return mapping
        raise KeyError(name)

    def container_mapping(
        self, node: str, input_name: str, index: int | None = None
    ) -> InputMapping | None:
        """The mapping that feeds an input of a node inside (or a place of its list), if one does."""
        for mapping in self.input_mappings:
            to = mapping.maps_to
            if (to.solid_name, to.input_name, to.fan_in_index) == (node, input_name, index):
                return mapping
        return None

    def input_has_default(self, name: str) -> bool:
        """Whether the input, or the first one inside that it feeds, has a default value."""
        if super().input_has_default(name):
            return True
        to = self.input_mappings_of(name)[0].maps_to
        return self.node_dict[to.solid_name].definition.input_has_default(to.input_name)

    def default_value_for_input(self, name: str) -> Any:
        """The default value of the input, or of the first one inside that it feeds."""
        if super().input_has_default(name):
            return super().default_value_for_input(name)
        to = self.input_mappings_of(name)[0].maps_to
        return self.node_dict[to.solid_name].definition.default_value_for_input(to.input_name)

    def to_job(self, *args: Any, **kwargs: Any) -> JobDefinition:
        """A job of this graph (3.17); the arguments are those of `modec.definitions.job.job_of`."""
        from modec.definitions.job import job_of

        return job_of(self, *args, **kwargs)

    def execute_in_process(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the graph in this process: see `modec.execute.pipelines.execute_graph`."""
        return live("execute_graph")(self, *args, **kwargs)

    def _copy_named(
        self, name: str, field: Field, configured_by: Configured, description: str | None
    ) -> GraphDefinition:
        if self.config_mapping is None:
            raise invalid(
                "Only composite solids utilizing config mapping can be pre-configured. The solid "
                f'"{self.name}" does not have a config mapping, and thus has nothing to be configured.'
            )
        mapping = ConfigMapping(
            self.config_mapping.config_fn,
            field,
            self.config_mapping.receive_processed_config_values,
        )
        made = type(self)(
            name,
            description=description or self.description,
            node_defs=self.node_defs,
            dependencies=self.dependencies,
            input_mappings=self.input_mappings,
            output_mappings=self.output_mappings,
            config_mapping=mapping,
            tags=self.tags,
            positional_inputs=self.positional_inputs,
        )
        made.configured_by = configured_by
        return made


class CompositeSolidDefinition(GraphDefinition):
    """A solid made of solids (3.8). IO manager and root manager keys cannot be set on it."""

    def __init__(
        self,
        name: str,
        solid_defs: Any = None,
        input_mappings: Any = None,
        output_mappings: Any = None,
        config_mapping: ConfigMapping | None = None,
        dependencies: Any = None,
        description: Any = None,
        tags: Any = None,
        positional_inputs: list[str] | None = None,
        node_defs: Any = None,
        remarks: Sequence[Remark] = (),
    ) -> None:
        super().__init__(
            name,
            description,
            solid_defs if node_defs is None else node_defs,
            dependencies,
            input_mappings,
            output_mappings,
            config_mapping,
            tags,
            positional_inputs,
            remarks,
        )
        for input_def in self.input_defs:
            if input_def.root_manager_key:
                raise invalid(
                    f'Root input manager cannot be set on a composite solid: root_manager_key "{input_def.root_manager_key}" '
                    f'is set on InputDefinition "{input_def.name}" of composite solid "{name}". '
                )
        for output_def in self.output_defs:
            if output_def.io_manager_key != "io_manager":
                raise invalid(
                    f'IO manager cannot be set on a composite solid: io_manager_key "{output_def.io_manager_key}" '
                    f'is set on OutputDefinition "{output_def.name}" of composite solid "{name}". '
                )

    @property
    def checks_mapped_types(self) -> bool:
        return True


def composite_solid(
    name: Any = None,
    input_defs: Any = None,
    output_defs: Any = None,
    description: Any = None,
    config_schema: Any = None,
    config_fn: Any = None,
) -> Any:
    """The decorator that makes a composite solid of a function whose body invokes solids, bare or with arguments."""

    def decorate(fn: Any, called: Any = name) -> CompositeSolidDefinition:
        outputs = (
            None if output_defs is None else list_of("output_defs", output_defs, OutputDefinition)
        )
        parts = graph_parts(
            "@composite_solid",
            called or functions.name_of(fn),
            fn,
            list_of("input_defs", input_defs, InputDefinition),
            outputs,
            composite_config_mapping(called or functions.name_of(fn), config_schema, config_fn),
        )
        made = CompositeSolidDefinition(description=description or functions.doc_of(fn), **parts)
        return named_after(made, fn)  # type: ignore[no-any-return]

    return decorate(name, None) if callable(name) else decorate


def graph(
    name: Any = None,
    description: Any = None,
    input_defs: Any = None,
    output_defs: Any = None,
    ins: Any = None,
    out: Any = None,
    tags: Any = None,
    config: Any = None,
) -> Any:
    """The decorator that makes a graph of a function whose body invokes ops, bare or with arguments (3.17)."""

    def decorate(fn: Any, called: Any = name) -> GraphDefinition:
        inputs = list_of("input_defs", input_defs, InputDefinition)
        if ins is not None:
            inputs = [each.to_definition(key) for key, each in dict_of("ins", ins, GraphIn).items()]
        outputs = (
            None if output_defs is None else list_of("output_defs", output_defs, OutputDefinition)
        )
        if isinstance(out, GraphOut):
            outputs = [out.to_definition(None)]
        elif out is not None:
            outputs = [
                each.to_definition(key) for key, each in dict_of("out", out, GraphOut).items()
            ]
        mapping = config if isinstance(config, ConfigMapping) else None
        if isinstance(config, Mapping):
            mapping = ConfigMapping(lambda _outer: config)
        parts = graph_parts("@graph", called or functions.name_of(fn), fn, inputs, outputs, mapping)
        made = GraphDefinition(description=description or functions.doc_of(fn), tags=tags, **parts)
        return named_after(made, fn)  # type: ignore[no-any-return]

    return decorate(name, None) if callable(name) else decorate


def graph_parts(
    source: str,
    name: str,
    fn: Any,
    input_defs: list[InputDefinition],
    output_defs: list[OutputDefinition] | None,
    config_mapping: ConfigMapping | None,
    ignore_result: bool = False,
) -> dict[str, Any]:
    """Runs the body of a composition function; gives the arguments of the definition that it makes."""
    function("fn", fn)
    params = functions.parameters(fn)
    inputs = inputs_of(source, name, fn, params, input_defs, exclude_nothing=False)
    if output_defs is None:
        outputs = [OutputDefinition(returned_type(fn))]
    else:
        outputs = [output_defs[0].completed(fn)] if len(output_defs) == 1 else output_defs
    composed = compose(source, name, fn, inputs, outputs, output_defs is not None, ignore_result)
    return {
        "name": name,
        "node_defs": composed.node_defs,
        "dependencies": composed.dependencies,
        "input_mappings": composed.input_mappings,
        "output_mappings": composed.output_mappings,
        "config_mapping": config_mapping,
        "positional_inputs": functions.positional_names(params),
        "remarks": composed.remarks,
    }
