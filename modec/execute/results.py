"""What a live run gives back (5.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from modec.definitions.dependency import Node
from modec.definitions.graph import GraphDefinition
from modec.execute.events import DagsterEvent, StepKind
from modec.execute.handles import SolidHandle
from modec.execute.run import LiveRun, StepFailure
from modec.runtime.errors import DagsterInvariantViolationError


class GraphExecutionResult:
    """What happened in a graph: of a pipeline, or of a composite in it."""

    def __init__(
        self, run: LiveRun, graph: GraphDefinition, handle: SolidHandle | None, name: str
    ) -> None:
        self._run = run
        self._graph = graph
        self.handle = handle
        self.name = name
        self.pipeline_def = run.plan.pipeline
        self.run_id = run.run_id

    @property
    def event_list(self) -> list[DagsterEvent]:
        """Everything that happened, in order; in a composite, what happened to its steps."""
        if self.handle is None:
            return self._run.events
        return [event for event in self._run.events if _is_inside(event.solid_handle, self.handle)]

    @property
    def success(self) -> bool:
        """Whether nothing has failed."""
        failed = any(event.is_failure for event in self.event_list)
        return not failed

    @property
    def failures(self) -> tuple[StepFailure, ...]:
        """The exceptions that failed steps or the run, in order."""
        return tuple(self._run.failures)

    @property
    def step_event_list(self) -> list[DagsterEvent]:
        """The events that are about steps."""
        return [event for event in self.event_list if event.is_step_event]

    @property
    def events_by_step_key(self) -> dict[str, list[DagsterEvent]]:
        """The events about each step."""
        found: dict[str, list[DagsterEvent]] = {}
        for event in self.event_list:
            if event.step_key is not None:
                found.setdefault(event.step_key, []).append(event)
        return found

    @property
    def solid_result_list(self) -> list[Any]:
        """The result of each node, in plan order."""
        return [self.result_for_solid(node.name) for node in self._graph.nodes]

    def result_for_solid(self, name: str) -> Any:
        """The result of a node of the graph itself. Raises `DagsterInvariantViolationError`."""
        if name not in self._graph.node_dict:
            raise DagsterInvariantViolationError(
                f"Tried to get result for solid '{name}' in '{self.name}'. No such top level solid."
            )
        return self._result(self._graph.node_dict[name], SolidHandle(name, self.handle))

    result_for_node = result_for_solid

    def result_for_handle(self, handle: Any) -> Any:
        """The result of a node at any depth: a handle, or its dotted path."""
        found: Any = self
        path = handle.path if isinstance(handle, SolidHandle) else str(handle).split(".")
        for name in path:
            found = found.result_for_solid(name)
        return found

    def output_for_solid(self, handle_str: str, output_name: str = "result") -> Any:
        """An output of a node at any depth, by its dotted path."""
        return self.result_for_handle(handle_str).output_value(output_name)

    def _result(self, node: Node, handle: SolidHandle) -> Any:
        if isinstance(node.definition, GraphDefinition):
            return CompositeSolidExecutionResult(self._run, node.definition, handle, node.name)
        return SolidExecutionResult(self._run, node, handle)

    @property
    def output_values(self) -> dict[str, Any]:
        """The outputs of the graph by name: those that were given."""
        values = {}
        for mapping in self._graph.output_mappings:
            inner = self.result_for_solid(mapping.maps_from.solid_name)
            given = inner.output_values or {}
            if mapping.maps_from.output_name in given:
                values[mapping.definition.name] = given[mapping.maps_from.output_name]
        return values

    def output_value(self, output_name: str = "result") -> Any:
        """An output of the graph. Raises `DagsterInvariantViolationError` for one that it has not."""
        for mapping in self._graph.output_mappings:
            if mapping.definition.name == output_name:
                inner = self.result_for_solid(mapping.maps_from.solid_name)
                return inner.output_value(mapping.maps_from.output_name)
        raise DagsterInvariantViolationError(
            f"Output '{output_name}' not defined in '{self.name}': found outputs "
            f"{[mapping.definition.name for mapping in self._graph.output_mappings]}"
        )


class PipelineExecutionResult(GraphExecutionResult):
    """What `execute_pipeline` gives back."""


class InProcessGraphResult(GraphExecutionResult):
    """What `execute_in_process` gives back."""


class CompositeSolidExecutionResult(GraphExecutionResult):
    """What happened in a composite."""

    @property
    def solid(self) -> Node:
        """The node of the composite."""
        from modec.execute.contexts import node_at

        return node_at(self.pipeline_def.graph, str(self.handle))

    def output_values_for_solid(self, name: str) -> Any:
        """The outputs of a node inside."""
        return self.result_for_solid(name).output_values

    def output_value_for_solid(self, name: str, output_name: str = "result") -> Any:
        """An output of a node inside."""
        return self.result_for_solid(name).output_value(output_name)

    def output_values_for_handle(self, handle_str: str) -> Any:
        """The outputs of a node at any depth inside."""
        return self.result_for_handle(handle_str).output_values

    def output_value_for_handle(self, handle_str: str, output_name: str = "result") -> Any:
        """An output of a node at any depth inside."""
        return self.result_for_handle(handle_str).output_value(output_name)


class SolidExecutionResult:
    """What happened to one solid: one step, or one for each key of a dynamic output."""

    def __init__(self, run: LiveRun, node: Node, handle: SolidHandle) -> None:
        self._run = run
        self.solid = node
        self.handle = handle
        self.pipeline_def = run.plan.pipeline

    @property
    def compute_step_events(self) -> list[DagsterEvent]:
        """Everything that happened to it."""
        return [event for event in self._run.events if event.solid_handle == self.handle]

    @property
    def event_list(self) -> list[DagsterEvent]:
        """Everything that happened to it."""
        return self.compute_step_events

    @property
    def step_events(self) -> list[DagsterEvent]:
        """Everything that happened to it."""
        return self.compute_step_events

    @property
    def step_events_by_kind(self) -> dict[StepKind, list[DagsterEvent]]:
        """The events by the kind of step: there is but one."""
        return {StepKind.COMPUTE: self.compute_step_events}

    def _events(self, *kinds: str) -> list[DagsterEvent]:
        return [event for event in self.compute_step_events if event.event_type_value in kinds]

    @property
    def success(self) -> bool:
        """Whether it succeeded and no step of it failed."""
        events = self.compute_step_events
        succeeded = any(event.event_type_value == "STEP_SUCCESS" for event in events)
        failed = any(event.event_type_value == "STEP_FAILURE" for event in events)
        return succeeded and not failed

    @property
    def skipped(self) -> bool:
        """Whether nothing but skipping happened to it; also where it was abandoned (5.2)."""
        return all(
            event.event_type_value in ("STEP_SKIPPED", "LOGS_CAPTURED")
            for event in self.compute_step_events
        )

    @property
    def output_values(self) -> dict[str, Any] | None:
        """The outputs by name; those of mapped and dynamic ones as dicts by key. None unless it succeeded."""
        if not self.success:
            return None
        values: dict[str, Any] = {}
        for (step, name), value in self._run.outputs.items():
            if SolidHandle.from_string(step) == self.handle:
                if "[" in step:
                    values.setdefault(name, {})[step.partition("[")[2].rstrip("]")] = value
                else:
                    values[name] = value
        for output in self.solid.definition.output_defs:
            if output.is_dynamic:
                values.setdefault(output.name, {})
        return values

    def output_value(self, output_name: str = "result") -> Any:
        """An output; None unless the solid succeeded. Raises `DagsterInvariantViolationError` (5.2)."""
        names = [output.name for output in self.solid.definition.output_defs]
        if output_name not in names:
            raise DagsterInvariantViolationError(
                f"Output '{output_name}' not defined in solid '{self.solid.name}': found outputs {names}"
            )
        values = self.output_values
        if values is None:
            return None
        if output_name not in values:
            raise DagsterInvariantViolationError(
                f"Did not find result {output_name} in solid {self.solid.name} execution result"
            )
        return values[output_name]

    @property
    def compute_step_failure_event(self) -> DagsterEvent:
        """The event of its failure. Raises `DagsterInvariantViolationError` where there is none."""
        if self.success:
            raise DagsterInvariantViolationError(
                "Cannot call compute_step_failure_event if successful"
            )
        return self._one("STEP_FAILURE")

    @property
    def failure_data(self) -> Any:
        """What its failure says: `error`, `user_failure_data`; None where it did not fail."""
        found = self._events("STEP_FAILURE")
        return found[0].event_specific_data if found else None

    @property
    def retry_attempts(self) -> int:
        """How often it was tried again."""
        return len(self._events("STEP_RESTARTED"))

    def get_step_success_event(self) -> DagsterEvent:
        """The event of its success."""
        return self._one("STEP_SUCCESS")

    def _one(self, kind: str) -> DagsterEvent:
        for event in self._events(kind):
            return event
        raise DagsterInvariantViolationError(f"Did not find {kind} of solid {self.solid.name}")

    @property
    def materializations_during_compute(self) -> list[Any]:
        """The materialisations that it told of."""
        return [
            event.event_specific_data.materialization
            for event in self._events("ASSET_MATERIALIZATION")
        ]

    @property
    def materialization_events_during_compute(self) -> list[DagsterEvent]:
        """The events of its materialisations."""
        return self._events("ASSET_MATERIALIZATION")

    @property
    def expectation_events_during_compute(self) -> list[DagsterEvent]:
        """The events of its expectations."""
        return self._events("STEP_EXPECTATION_RESULT")

    @property
    def expectation_results_during_compute(self) -> list[Any]:
        """The expectations that it told of."""
        return [
            event.event_specific_data.expectation_result
            for event in self.expectation_events_during_compute
        ]

    @property
    def input_events_during_compute(self) -> list[DagsterEvent]:
        """The events of its inputs."""
        return self._events("STEP_INPUT")

    @property
    def compute_input_event_dict(self) -> dict[str, DagsterEvent]:
        """The events of its inputs by name."""
        return _by(self.input_events_during_compute, "input_name")

    @property
    def output_events_during_compute(self) -> list[DagsterEvent]:
        """The events of its outputs."""
        return self._events("STEP_OUTPUT")

    @property
    def compute_output_events_dict(self) -> dict[str, list[DagsterEvent]]:
        """The events of its outputs by name."""
        found: dict[str, list[DagsterEvent]] = {}
        for event in self.output_events_during_compute:
            found.setdefault(event.event_specific_data.output_name, []).append(event)
        return found

    def get_output_event_for_compute(self, output_name: str = "result") -> DagsterEvent:
        """The event of an output. Raises `DagsterInvariantViolationError` unless there is just one."""
        events = self.get_output_events_for_compute(output_name)
        if len(events) != 1:
            raise DagsterInvariantViolationError(
                f"Output {output_name} was given {len(events)} times; use get_output_events_for_compute"
            )
        return events[0]

    def get_output_events_for_compute(self, output_name: str = "result") -> list[DagsterEvent]:
        """The events of an output: several where it is dynamic."""
        return self.compute_output_events_dict.get(output_name, [])


def _by(events: Iterable[DagsterEvent], attribute: str) -> dict[str, DagsterEvent]:
    return {getattr(event.event_specific_data, attribute): event for event in events}


def _is_inside(handle: SolidHandle | None, outer: SolidHandle) -> bool:
    while handle is not None:
        if handle == outer:
            return True
        handle = handle.parent
    return False
