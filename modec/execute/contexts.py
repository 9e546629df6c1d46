"""The context objects of live runs: those of scripts, with the definitions and the instance beside them (1.5, 3.13)."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NoReturn

from modec.definitions.dependency import Node
from modec.definitions.graph import GraphDefinition
from modec.execute.handles import SolidHandle
from modec.execute.run import LiveRun
from modec.plan.records import PlannedResource, PlannedStep
from modec.runtime import context as contexts
from modec.runtime.errors import DagsterInvalidPropertyError, DagsterUnknownResourceError
from modec.runtime.log import Log


class _Resources:
    """What makes a named tuple `context.resources`: an unknown key is Dagster's own error (1.11)."""

    def __getattr__(self, name: str) -> NoReturn:
        raise DagsterUnknownResourceError(name)


def resources_tuple(resources: Mapping[str, Any]) -> Any:
    """`context.resources`: a named tuple of the resources. Raises `ValueError` for a key that cannot be a field."""
    fields = namedtuple("Resources", sorted(resources))  # type: ignore[misc]
    made = type("Resources", (fields, _Resources), {})
    return made(**resources)


class PipelineRun(contexts.PipelineRun):
    """`context.pipeline_run`, with the config and the selection of the run."""

    def __init__(self, run: LiveRun) -> None:
        super().__init__(run, run.plan.mode.name, run.plan.tags)
        self.run_config = run.run_config


class SolidExecutionContext(contexts.SolidExecutionContext):
    """The context of a solid in a live run."""

    def __init__(
        self, run: LiveRun, step: PlannedStep, config: Any, resources: Mapping[str, Any]
    ) -> None:
        mode = run.plan.mode
        super().__init__(
            run, step.key, config, resources, mode.name, run.plan.tags, step.solid.name, step.tags
        )
        self.resources = resources_tuple(resources)
        self.pipeline_def = run.plan.pipeline
        self.pipeline_run = PipelineRun(run)
        self.mode_def: Any = mode
        self.solid: Any = node_at(run.plan.pipeline.graph, step.key)
        self.op = self.solid
        self.solid_def: Any = step.solid
        self.op_def = step.solid
        self.solid_handle = SolidHandle.from_string(step.key)
        self.instance = run.instance
        self._is_op = step.solid.is_op

    def describe_op(self) -> str:
        """What to call it: `solid "name"` or `op "name"`."""
        text = super().describe_op()
        return text.replace("solid ", "op ", 1) if self._is_op else text

    @property
    def file_manager(self) -> Any:
        """Gone with 0.12, as Dagster says itself."""
        raise DagsterInvalidPropertyError(
            "You have attempted to access the file manager which has been moved to resources in 0.10.0. Please access "
            "it via `context.resources.file_manager` instead."
        )

    def get_step_execution_context(self) -> SolidExecutionContext:
        """This context: there is no other one behind it."""
        return self


AbstractComputeExecutionContext = OpExecutionContext = SolidExecutionContext
DagsterLogManager = Log


class InitResourceContext(contexts.InitResourceContext):
    """The context of a resource function in a live run."""

    def __init__(
        self, run: LiveRun, resource: PlannedResource, config: Any, resources: Mapping[str, Any]
    ) -> None:
        super().__init__(run, resource.key, config, resources, run.plan.mode.name, run.plan.tags)
        self.resources = resources_tuple(resources)
        self.resource_def = resource.definition
        self.pipeline_def_for_backwards_compat = run.plan.pipeline
        self.pipeline_run = PipelineRun(run)
        self.instance = run.instance


class InitLoggerContext(contexts.InitLoggerContext):
    """The context of a logger function in a live run."""

    def __init__(self, run: LiveRun, definition: Any, config: Any) -> None:
        super().__init__(run, config)
        self.logger_def = definition
        self.pipeline_def = run.plan.pipeline


def node_at(graph: GraphDefinition, key: str) -> Node:
    """The node that a step's key leads to; its tags are the definition's, too, as Dagster's are."""
    node: Node | None = None
    for name in key.partition("[")[0].split("."):
        node = graph.node_dict[name]
        if isinstance(node.definition, GraphDefinition):
            graph = node.definition
    assert node is not None
    return replace(node, tags=node.all_tags)
