"""Pipelines: a graph, and the modes and presets in which it runs (3.2, section 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from modec.definitions import functions
from modec.definitions.checks import instance_of, invalid, list_of, optional_text, tags_of
from modec.definitions.configurable import composite_config_mapping
from modec.definitions.dependency import Node, hooks_of
from modec.definitions.graph import GraphDefinition, graph_parts
from modec.definitions.hook import HookDefinition
from modec.definitions.inputs import InputDefinition
from modec.definitions.io_managers import named_after
from modec.definitions.mode import ModeDefinition
from modec.definitions.names import check_name
from modec.definitions.node import NodeDefinition
from modec.definitions.origin import here, validation_is_deferred
from modec.definitions.outputs import OutputDefinition
from modec.definitions.preset import PresetDefinition
from modec.definitions.requirements import Requirement, graph_requirements
from modec.definitions.retry import optional_retry_policy
from modec.diagnostics import Related
from modec.runtime.errors import CheckError, DagsterInvariantViolationError


class PipelineDefinition:
    """A pipeline (3.2): made by `@pipeline`, or from solids and a dict of dependencies.

    Raises `DagsterInvalidDefinitionError` for modes or presets of one name, presets of unknown modes, inputs that
    nothing can feed, and, unless validation is deferred (`origin.deferred_validation`), modes that lack a
    resource (1.10).
    """

    is_job = False

    def __init__(
        self,
        solid_defs: Any = None,
        name: str | None = None,
        description: Any = None,
        dependencies: Any = None,
        mode_defs: Any = None,
        preset_defs: Any = None,
        tags: Any = None,
        hook_defs: Any = None,
        solid_retry_policy: Any = None,
        graph_def: GraphDefinition | None = None,
        _parent_pipeline_def: Any = None,
        version_strategy: Any = None,
    ) -> None:
        if graph_def is None:
            if name is None:
                raise CheckError("name must be set if no graph_def is given")
            graph_def = GraphDefinition(name, node_defs=solid_defs, dependencies=dependencies)
        self.graph = graph_def
        self.name = check_name(name or graph_def.name)
        self.description = optional_text("description", description)
        self.mode_defs: list[ModeDefinition] = list_of("mode_defs", mode_defs, ModeDefinition) or [
            ModeDefinition()
        ]
        self.preset_defs: list[PresetDefinition] = list_of(
            "preset_defs", preset_defs, PresetDefinition
        )
        self.own_tags = tags_of(tags)
        self.hook_defs: tuple[HookDefinition, ...] = hooks_of(hook_defs)
        self.solid_retry_policy = optional_retry_policy(solid_retry_policy)
        self.version_strategy = version_strategy
        self.origin = here()
        self._check_modes_and_presets()
        _check_one_definition_a_name(self.graph)
        from modec.definitions.validation import check_inputs, check_type_names

        check_type_names(self.graph)
        check_inputs(self.graph)
        self._check_resources()

    def _check_resources(self) -> None:
        """Raises `DagsterInvalidDefinitionError` for a mode that lacks a resource, unless that is deferred."""
        from modec.definitions.validation import check_modes

        if not validation_is_deferred():
            check_modes(self)

    @cached_property
    def graph_requirements(self) -> tuple[Requirement, ...]:
        """The keys that the graph needs, in whatever mode, and who needs them: asked for again and again."""
        return tuple(graph_requirements(self.graph))

    def _check_modes_and_presets(self) -> None:
        modes: set[str] = set()
        for mode in self.mode_defs:
            if mode.name in modes:
                raise invalid(
                    f'Two modes seen with the name "{mode.name}" in "{self.name}". Modes must have unique names.',
                    mode.origin,
                    "give each mode a name of its own",
                    "MD219",
                    pipeline=self.name,
                    kind="mode",
                    name=mode.name,
                    related=_first(self.mode_defs, mode.name),
                )
            modes.add(mode.name)
        presets: set[str] = set()
        for preset in self.preset_defs:
            if preset.name in presets:
                raise invalid(
                    f'Two PresetDefinitions seen with the name "{preset.name}" in "{self.name}". PresetDefinitions '
                    "must have unique names.",
                    preset.origin,
                    "give each preset a name of its own",
                    "MD219",
                    pipeline=self.name,
                    kind="preset",
                    name=preset.name,
                    related=_first(self.preset_defs, preset.name),
                )
            presets.add(preset.name)
            if preset.mode not in modes:
                raise invalid(
                    f'PresetDefinition "{preset.name}" in "{self.name}" references mode "{preset.mode}" which is not '
                    "defined.",
                    preset.origin,
                    f"modes: {', '.join(mode.name for mode in self.mode_defs)}",
                    "MD220",
                    pipeline=self.name,
                    preset=preset.name,
                    mode=preset.mode,
                )

    @property
    def mode_definitions(self) -> list[ModeDefinition]:
        """Dagster's name for `mode_defs`."""
        return self.mode_defs

    @property
    def tags(self) -> dict[str, str]:
        """The graph's tags and the pipeline's own, which win."""
        return {**self.graph.tags, **self.own_tags}

    @property
    def available_modes(self) -> list[str]:
        """The modes' names, in definition order."""
        return [mode.name for mode in self.mode_defs]

    @property
    def is_single_mode(self) -> bool:
        """Whether it has but one mode."""
        return len(self.mode_defs) == 1

    @property
    def is_multi_mode(self) -> bool:
        """Whether it has several modes."""
        return not self.is_single_mode

    def has_mode_definition(self, mode: str) -> bool:
        """Whether it has a mode of that name."""
        return mode in self.available_modes

    @property
    def nodes(self) -> list[Node]:
        """The nodes of the body, in plan order."""
        return self.graph.nodes

    @property
    def solids(self) -> list[Node]:
        """Dagster's name for `nodes`."""
        return self.graph.nodes

    @property
    def solids_in_topological_order(self) -> list[Node]:
        """Dagster's name for `nodes`, too."""
        return self.graph.nodes

    @property
    def top_level_solid_defs(self) -> list[NodeDefinition]:
        """The definitions of the nodes of the body, each once."""
        return self.graph.node_defs

    def has_solid_named(self, name: str) -> bool:
        """Whether a node of the body has that name."""
        return name in self.graph.node_dict

    def solid_named(self, name: str) -> Node:
        """The node of that name. Raises `DagsterInvariantViolationError`."""
        if name not in self.graph.node_dict:
            raise DagsterInvariantViolationError(
                f"Pipeline {self.name} has no solid named {name}. Available solids: {sorted(self.graph.node_dict)}."
            )
        return self.graph.node_dict[name]

    def has_solid_def(self, name: str) -> bool:
        """Whether a definition of that name is used, at any depth."""
        return any(each.name == name for each in self._definitions())

    def solid_def_named(self, name: str) -> NodeDefinition:
        """The definition of that name, at any depth. Raises `CheckError`."""
        for each in self._definitions():
            if each.name == name:
                return each
        raise CheckError(f"{name} not found")

    @property
    def all_node_defs(self) -> list[NodeDefinition]:
        """The definitions used at any depth, each once."""
        return list({each.name: each for each in self._definitions()}.values())

    def _definitions(self) -> Iterator[NodeDefinition]:
        for outer in self.graph.node_defs:
            yield from outer.iterate_node_defs()

    @property
    def uses_ops(self) -> bool:
        """Whether any node is an op: then run config says `ops` for `solids` (3.17)."""
        return any(solid.is_op for solid in self.graph.iterate_solid_defs())

    def all_hooks(self) -> Iterator[HookDefinition]:
        """The hooks of all invocations, those inside composites included, then the pipeline's own."""
        yield from _hooks_in(self.graph)
        yield from self.hook_defs

    def get_mode_definition(self, mode: str | None = None) -> ModeDefinition:
        """The mode of that name, or the only one. Raises `CheckError`."""
        for each in self.mode_defs:
            if each.name == mode or (mode is None and len(self.mode_defs) == 1):
                return each
        raise CheckError(f"Could not find mode {mode} in pipeline {self.name}")

    def has_preset(self, name: str) -> bool:
        """Whether it has a preset of that name."""
        return any(preset.name == name for preset in self.preset_defs)

    def get_preset(self, name: str) -> PresetDefinition:
        """The preset of that name. Raises `DagsterInvariantViolationError` (4.5)."""
        for preset in self.preset_defs:
            if preset.name == name:
                return preset
        raise DagsterInvariantViolationError(
            f'Could not find preset for "{name}". Available presets for pipeline "{self.name}" are '
            f"{[preset.name for preset in self.preset_defs]}."
        )

    def with_hooks(self, hook_defs: Any) -> PipelineDefinition:
        """A copy whose steps all have these hooks, too."""
        more = {hook.name: hook for hook in (*self.hook_defs, *hooks_of(hook_defs))}
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.hook_defs = tuple(more[name] for name in sorted(more))
        made._check_resources()
        return made

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise DagsterInvariantViolationError(
            f"Attempted to call pipeline '{self.name}' directly. Pipelines should be invoked by using an execution "
            "API function (e.g. `execute_pipeline`)."
        )


def _first(named: Sequence[ModeDefinition | PresetDefinition], name: str) -> list[Related]:
    """The place of the first definition of that name."""
    origin = next(each.origin for each in named if each.name == name)
    return [Related(origin, f"{name!r} is taken here")] if origin is not None else []


def _hooks_in(graph: GraphDefinition) -> Iterator[HookDefinition]:
    for node in graph.nodes:
        yield from node.hook_defs
        if isinstance(node.definition, GraphDefinition):
            yield from _hooks_in(node.definition)


def _check_one_definition_a_name(graph: GraphDefinition) -> None:
    """Raises `DagsterInvalidDefinitionError` where two definitions inside have one name (3.2)."""
    seen: dict[str, NodeDefinition] = {}
    for outer in graph.node_defs:
        for definition in outer.iterate_node_defs():
            if seen.setdefault(definition.name, definition) is not definition:
                raise invalid(
                    f'Detected conflicting solid definitions with the same name "{definition.name}"',
                    definition.origin,
                )


def pipeline(
    name: Any = None,
    description: Any = None,
    mode_defs: Any = None,
    preset_defs: Any = None,
    tags: Any = None,
    hook_defs: Any = None,
    input_defs: Any = None,
    output_defs: Any = None,
    config_schema: Any = None,
    config_fn: Any = None,
    solid_retry_policy: Any = None,
    version_strategy: Any = None,
) -> Any:
    """The decorator that makes a pipeline of a function whose body invokes solids, bare or with arguments (3.2)."""

    def decorate(fn: Any, called: Any = name) -> PipelineDefinition:
        called = called or functions.name_of(fn)
        outputs = (
            None if output_defs is None else list_of("output_defs", output_defs, OutputDefinition)
        )
        parts = graph_parts(
            "@pipeline",
            called,
            fn,
            list_of("input_defs", input_defs, InputDefinition),
            outputs,
            composite_config_mapping(called, config_schema, config_fn),
            ignore_result=output_defs is None,
        )
        made = PipelineDefinition(
            description=description or functions.doc_of(fn),
            mode_defs=mode_defs,
            preset_defs=preset_defs,
            tags=tags,
            hook_defs=hook_defs,
            solid_retry_policy=solid_retry_policy,
            graph_def=GraphDefinition(**parts),
            version_strategy=version_strategy,
        )
        return named_after(made, fn)  # type: ignore[no-any-return]

    return decorate(name, None) if callable(name) else decorate


def is_pipeline(value: Any) -> bool:
    """Whether it is a pipeline or a job."""
    return isinstance(value, PipelineDefinition)


def pipeline_of(value: Any) -> PipelineDefinition:
    """`value`, which must be a pipeline. Raises `ParameterCheckError`."""
    found: PipelineDefinition = instance_of("pipeline", value, PipelineDefinition)
    return found
