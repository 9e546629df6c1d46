"""The steps of a pipeline, in plan order: composites are expanded in place (3.3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modec.definitions.checks import known
from modec.definitions.dependency import Node
from modec.definitions.graph import GraphDefinition
from modec.definitions.hook import HookDefinition
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.solid import SolidDefinition
from modec.diagnostics import finding
from modec.plan.records import (
    FromCollected,
    FromMany,
    FromMapped,
    FromStep,
    PlannedInput,
    PlannedOutput,
    PlannedStep,
    Source,
)
from modec.plan.refusals import RefusedChoice
from modec.plan.sources import Frame, origin_of, source_of, through
from modec.runtime.schedule import static_order

PRIORITY_TAG = "dagster/priority"


@dataclass
class Expansion:
    """The steps so far."""

    pipeline: PipelineDefinition
    steps: list[PlannedStep]
    mapped: dict[str, tuple[str, str]]
    """Step -> the dynamic output that it is mapped over."""


def expand(pipeline: PipelineDefinition) -> tuple[PlannedStep, ...]:
    """All steps. Raises `RefusedChoice` for inputs without a source (MD302, MD304) and bad priorities (MD303)."""
    expansion = Expansion(pipeline, [], {})
    section = "ops" if pipeline.uses_ops else "solids"
    frame = Frame(pipeline.graph, (), {}, (section,), {}, expansion.mapped)
    _expand_graph(expansion, frame, pipeline.hook_defs)
    return tuple(expansion.steps)


def _expand_graph(expansion: Expansion, frame: Frame, hooks: tuple[HookDefinition, ...]) -> None:
    for node in frame.graph.nodes:
        sources = {
            input_def.name: source_of(frame, node, input_def)
            for input_def in node.definition.input_defs
        }
        node_hooks = (*hooks, *node.hook_defs)
        definition = node.definition
        if isinstance(definition, GraphDefinition):
            inner = Frame(
                definition,
                (*frame.path, node.name),
                {
                    name: through(each, definition.input_dict[name])
                    for name, each in sources.items()
                },
                _inner_path(expansion, frame, node),
                frame.origins,
                frame.mapped,
            )
            _expand_graph(expansion, inner, node_hooks)
        elif isinstance(definition, SolidDefinition):
            expansion.steps.append(_step(expansion, frame, node, definition, sources, node_hooks))
        for output in definition.output_dict:
            frame.origins[node.name, output] = origin_of(frame, node.name, output)


def _inner_path(expansion: Expansion, frame: Frame, node: Node) -> tuple[str, ...]:
    """Where the config of a composite's nodes stands: a config mapping gives it in place of the composite's own."""
    if isinstance(node.definition, GraphDefinition) and node.definition.config_mapping is not None:
        return (*frame.node_path(node.name), "config")
    return (*frame.node_path(node.name), frame.config_path[0])


def _step(
    expansion: Expansion,
    frame: Frame,
    node: Node,
    solid: SolidDefinition,
    sources: dict[str, Source],
    hooks: tuple[HookDefinition, ...],
) -> PlannedStep:
    key = frame.key(node.name)
    inputs = tuple(
        PlannedInput(
            name, definition.dagster_type, sources[name], definition.dagster_type.is_nothing
        )
        for name, definition in sorted(solid.input_dict.items())
    )
    outputs = tuple(
        PlannedOutput(
            each.name,
            each.dagster_type,
            each.is_required,
            each.is_dynamic,
            each.io_manager_key,
            each.metadata or {},
        )
        for each in solid.output_defs
    )
    region = _region(expansion, inputs)
    if region is not None:
        expansion.mapped[key] = region
    return PlannedStep(
        key=key,
        solid=solid,
        inputs=inputs,
        outputs=outputs,
        resource_keys=tuple(sorted(solid.required_resource_keys)),
        config_path=(*frame.node_path(node.name), "config"),
        tags=node.all_tags,
        priority=_priority(node, key),
        retry_policy=node.retry_policy
        or solid.retry_policy
        or expansion.pipeline.solid_retry_policy,
        hooks=tuple(
            sorted({hook.name: hook for hook in hooks}.values(), key=lambda hook: hook.name)
        ),
        mapped_over=region,
    )


def _region(expansion: Expansion, inputs: tuple[PlannedInput, ...]) -> tuple[str, str] | None:
    """The dynamic output that a step with these inputs is mapped over, directly or through a mapped step."""
    for planned in inputs:
        source = planned.source
        if isinstance(source, FromMapped):
            return source.step, source.output
        if isinstance(source, FromStep) and source.step in expansion.mapped:
            return expansion.mapped[source.step]
    return None


def _priority(node: Node, key: str) -> int:
    value = known(f"the tag {PRIORITY_TAG} of step {key!r}", node.all_tags.get(PRIORITY_TAG, "0"))
    try:
        return int(value)
    except ValueError:
        message = f"invalid literal for int() with base 10: {value!r}"
        found = finding("MD303", node.origin, step=key, value=value)
        raise RefusedChoice(message, [found]) from None


def upstream_outputs(source: Source) -> Iterator[tuple[str, str]]:
    """The (step, output) pairs that a source takes values from."""
    if isinstance(source, (FromStep, FromMapped, FromCollected)):
        yield source.step, source.output
    elif isinstance(source, FromMany):
        for part in source.sources:
            yield from upstream_outputs(part)


def upstream_steps(step: PlannedStep) -> frozenset[str]:
    """The steps that it waits for."""
    return frozenset(key for planned in step.inputs for key, _ in upstream_outputs(planned.source))


def order_of(steps: tuple[PlannedStep, ...]) -> tuple[str, ...] | None:
    """The order in which the steps run (3.3.2); None where only the run can know it.

    That is where something is dynamic, may be retried by a policy, or may be skipped because of an output that
    may stay away.
    """
    consumed = {
        pair
        for step in steps
        for planned in step.inputs
        for pair in upstream_outputs(planned.source)
    }
    for step in steps:
        if step.retry_policy is not None or step.mapped_over is not None:
            return None
        for output in step.outputs:
            if output.is_dynamic or (
                not output.is_required and (step.key, output.name) in consumed
            ):
                return None
    return tuple(static_order((step.key, step.priority, upstream_steps(step)) for step in steps))
