"""The type of a pipeline's run config in a mode (4.4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from modec.definitions.configurable import Configurable
from modec.definitions.configured_config import config_entry, mapped_entry
from modec.definitions.dependency import Node
from modec.definitions.executors import in_process_executor
from modec.definitions.graph import GraphDefinition
from modec.definitions.input_loading import loader_schema
from modec.definitions.inputs import InputDefinition
from modec.definitions.io_managers import IOManagerDefinition, RootInputManagerDefinition
from modec.definitions.mode import ModeDefinition
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.requirements import requirements
from modec.definitions.type_loader import DagsterTypeLoader
from modec.diagnostics import finding
from modec.plan.refusals import RefusedDefinition
from modec.plan.unprocessed import unprocessed
from modec.runtime import types
from modec.runtime.config_array import Array
from modec.runtime.config_configured import Given, Mapped
from modec.runtime.config_scalars import StringConfig
from modec.runtime.config_selector import Selector
from modec.runtime.config_shapes import Shape
from modec.runtime.config_types import ConfigType, Field
from modec.runtime.errors import DagsterInvalidDefinitionError


def run_config_type(
    pipeline: PipelineDefinition, mode: ModeDefinition, ignored: Iterable[Node] = ()
) -> ConfigType:
    """The config type of the whole run config. `ignored`: nodes that a solid selection left out.

    With a config mapping on the mode, a `Mapped` whose inner type is the usual Shape.
    """
    required = frozenset(each.key for each in requirements(pipeline, mode))
    section, alias = ("ops", "solids") if pipeline.uses_ops else ("solids", "ops")
    builder = _Builder(pipeline.name, mode, section, alias)
    fields = {
        "storage": Field(_choice(mode.intermediate_storage_defs), is_required=False),
        "intermediate_storage": _storage_field(mode),
        "execution": _execution_field(mode),
        "loggers": Field(_loggers(mode)),
        "resources": Field(_resources(mode, required)),
        section: Field(builder.nodes(pipeline.graph, ignored)),
    }
    shape = Shape(fields, {section: alias})
    if mode.config_mapping is None:
        return shape
    mapping = mode.config_mapping
    outer = mapping.config_field.config_type
    read_as = None if mapping.receive_processed_config_values else unprocessed(outer)
    return Mapped(outer, mapping.config_fn, shape, "Error in config mapping ", read_as=read_as)


def _config_entry(definition: Configurable, preamble: str) -> Field:
    """As `config_entry`, with a finding for what it raises (MD401)."""
    return _found(definition, config_entry, definition, preamble)


def _optional_entry(mapped: Mapped) -> Field:
    """The `config` of a composite that may be left out: Dagster's function is handed {} then, whatever the schema.

    Raises `DagsterInvalidDefinitionError` where {} would be read as anything else.
    """
    errors = mapped.validate({})
    if errors or mapped.outer.resolve({}, (), errors) != {}:
        raise DagsterInvalidDefinitionError(
            "the config of a composite with a config function cannot be optional without a default value"
        )
    return Field(mapped, default_value={})


def _found(definition: Configurable, make: Callable[..., Field], *arguments: Any) -> Field:
    """What `make` gives, with a finding at `definition` for what it raises (MD401)."""
    try:
        return make(*arguments)
    except DagsterInvalidDefinitionError as error:
        found = finding("MD401", definition.origin, reason=str(error), help="give it a default_value")  # type: ignore[attr-defined]
        raise RefusedDefinition(str(error), [found]) from None


def _entry(definition: Configurable, preamble: str, is_required: bool | None = None) -> Field:
    shape = (
        Shape({"config": _config_entry(definition, preamble)})
        if definition.has_config_field
        else Shape({})
    )
    return Field(shape, is_required=is_required)


def _choice(definitions: Iterable[Any]) -> Selector:
    return Selector(
        {each.name: _entry(each, f"Error in config for {each.name}") for each in definitions}
    )


def _storage_field(mode: ModeDefinition) -> Field:
    storages = mode.intermediate_storage_defs
    choice = _choice(storages)
    if {each.name for each in storages} == {"in_memory", "filesystem"}:
        return Field(choice, is_required=False)
    first = storages[0].name
    if choice.fields[first].config_type.is_required:
        return Field(choice)
    return Field(choice, default_value={first: {}})


def _execution_field(mode: ModeDefinition) -> Field:
    choice = _choice(mode.executor_defs)
    if in_process_executor in mode.executor_defs:
        return Field(choice, default_value={in_process_executor.name: {}})
    return Field(choice)


def _loggers(mode: ModeDefinition) -> Shape:
    return Shape(
        {
            key: _entry(definition, f"Error in config for logger {key}", is_required=False)
            for key, definition in mode.loggers.items()
        }
    )


def _resources(mode: ModeDefinition, required: Collection[str]) -> Shape:
    return Shape(
        {
            key: _entry(
                definition,
                f"Error in config for resource {key}",
                None if key in required else False,
            )
            for key, definition in mode.resource_defs.items()
        }
    )


class _Builder:
    """Builds the section of the solids of a pipeline. `section` is what it is called, `alias` its other name."""

    def __init__(self, pipeline: str, mode: ModeDefinition, section: str, alias: str) -> None:
        self.pipeline = pipeline
        self.mode = mode
        self.section = section
        self.aliases: Mapping[str, str] = {section: alias}

    def nodes(self, graph: GraphDefinition, ignored: Iterable[Node] = ()) -> Shape:
        fields = {node.name: self.node(graph, node) for node in graph.nodes}
        for node in ignored:
            fields[node.name] = self.ignored(graph, node)
        return Shape(fields, self.aliases)

    def ignored(self, graph: GraphDefinition, node: Node) -> Field:
        """The field of a node that is left out. Nothing feeds it, so its inputs may be given, but need not be."""
        fields = self.node_fields(graph, replace(node, dependencies={}))
        if "inputs" in fields:
            fields["inputs"] = Field(fields["inputs"].config_type, is_required=False)
        return Field(Shape(fields, self.aliases), is_required=False)

    def node(self, graph: GraphDefinition, node: Node) -> Field:
        return Field(Shape(self.node_fields(graph, node), self.aliases))

    def node_fields(self, graph: GraphDefinition, node: Node) -> dict[str, Field]:
        """The entries of a node's section."""
        definition = node.definition
        fields: dict[str, Field] = {}
        inputs = self.inputs(graph, node)
        if inputs:
            fields["inputs"] = Field(Shape(inputs))
        outputs = self.outputs(node)
        if outputs is not None:
            fields["outputs"] = outputs
        if isinstance(definition, GraphDefinition):
            if definition.config_mapping is None:
                fields[self.section] = Field(self.nodes(definition))
            else:
                fields["config"] = self.mapped(definition, node)
        else:
            fields["config"] = _config_entry(definition, f"Error in config for solid {node.name}")
        return fields

    def mapped(self, graph: GraphDefinition, node: Node) -> Field:
        """The `config` of a composite with a config mapping: it becomes the config of the nodes inside (3.8)."""
        assert graph.config_mapping is not None
        preamble = (
            f'Solid "{node.name}" with definition "{graph.name}" has a configuration error. It has produced config a '
            "via its config_fn that fails to pass validation"
        )
        inner = self.nodes(graph)
        configured = graph.configured_by
        if configured is None:
            outer = graph.config_mapping.config_field
            owner = f"composite solid '{node.name}' in pipeline '{self.pipeline}'"
            mapped = Mapped(
                outer.config_type, graph.config_mapping.config_fn, inner, preamble, owner
            )
            if outer.has_default and not outer.default_is_implicit:
                return Field(mapped, default_value=outer.default_value)
            if outer.has_default or outer.is_required:
                return Field(mapped)
            return _found(graph, _optional_entry, mapped)
        through = self.mapped(configured.inner, node).config_type
        if not configured.is_function:
            return Field(Given(through, configured.config, preamble))
        outer = graph.config_mapping.config_field
        return _found(graph, mapped_entry, graph, configured, outer, through, preamble)

    def inputs(self, graph: GraphDefinition, node: Node) -> dict[str, Field]:
        """The fields of the inputs that nothing feeds (3.4)."""
        fields: dict[str, Field] = {}
        for name, input_def in node.definition.input_dict.items():
            if name in node.dependencies or graph.container_mapping(node.name, name) is not None:
                continue
            field = self.input_field(node, input_def)
            if field is not None:
                fields[name] = field
        return fields

    def input_field(self, node: Node, input_def: InputDefinition) -> Field | None:
        if input_def.root_manager_key:
            manager = self.mode.resource_defs.get(input_def.root_manager_key)
            return (
                manager.input_config_schema
                if isinstance(manager, (RootInputManagerDefinition, IOManagerDefinition))
                else None
            )
        schema = loader_schema(input_def.dagster_type)
        if schema is None:
            return None
        return Field(schema, is_required=not node.definition.input_has_default(input_def.name))

    def outputs(self, node: Node) -> Field | None:
        """The field of outputs: those of their IO managers, else the materialisations of their types (3.15)."""
        managed: dict[str, Field] = {}
        typed: dict[str, Field] = {}
        for name, output in node.definition.output_dict.items():
            manager = self.mode.resource_defs.get(output.io_manager_key)
            schema = (
                manager.output_config_schema if isinstance(manager, IOManagerDefinition) else None
            )
            if schema is not None:
                managed[name] = schema
            materializer = materializer_schema(output.dagster_type)
            if materializer is not None:
                typed[name] = Field(materializer, is_required=False)
        if managed:
            return Field(Shape(managed))
        return Field(Array(Shape(typed)), is_required=False) if typed else None


def materializer_schema(given: types.DagsterType) -> ConfigType | None:
    """The config type by which an output of the type is written to a file; None where it cannot be."""
    own = given.materializer
    if isinstance(own, DagsterTypeLoader):
        return own.schema_type
    if isinstance(given, (types.ScalarType, types.AnyType)):
        file = Shape({"path": Field(StringConfig)})
        return Selector({"json": Field(file), "pickle": Field(file)})
    return None
