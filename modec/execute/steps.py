"""A plan as the scheduler's table of steps, with the author's live functions in it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from modec.definitions.fan_in import fan_in_item
from modec.definitions.inputs import InputDefinition
from modec.execute.config import NOWHERE, at
from modec.execute.contexts import SolidExecutionContext, node_at
from modec.execute.hooks import live_hook
from modec.execute.loaders import load_of
from modec.execute.outputs import Keeper, LiveDetails, LiveOut, writer
from modec.execute.run import LiveRun
from modec.plan import records
from modec.plan.records import PlannedInput, PlannedOutput, PlannedStep
from modec.plan.resources import step_keys, writing_keys
from modec.plan.writing import is_asked_for, outputs_paths
from modec.runtime.context import TypeCheckContext
from modec.runtime.dynamic import Collecting, Mapped
from modec.runtime.engine import Execution, Handle, Source, Step
from modec.runtime.io_managers import (
    FromCollectedKept,
    FromKept,
    FromManager,
    FromMappedKept,
    InputDetails,
)
from modec.runtime.loading import FromConfig
from modec.runtime.outputs import Out
from modec.runtime.retries import Retrying
from modec.runtime.types import AnyType
from modec.runtime.wrappers import awaited, by_dict, iterated
from modec.runtime.writing import WrittenOut


class FromAll(Source):
    """A fan-in list of sources of any kind: of outputs, those that were given (3.6)."""

    def __init__(self, sources: Sequence[Source]) -> None:
        super().__init__()
        self.sources = sources

    def handles(self) -> list[Handle]:
        return [handle for source in self.sources for handle in source.handles()]

    def load(self, execution: Execution, step: Step, name: str) -> Any:
        there = execution.values
        given = [
            source
            for source in self.sources
            if not source.handles() or any(handle in there for handle in source.handles())
        ]
        return [source.load(execution, step, name) for source in given]


class StepTable:
    """Makes the steps of a run. `resources`: the initialised ones by key."""

    def __init__(self, run: LiveRun, resources: Mapping[str, Any]) -> None:
        self.run = run
        self.plan = run.plan
        self.resources = resources
        self.by_key = {step.key: step for step in self.plan.steps}
        self.needs = {resource.key: resource.needs for resource in self.plan.resources}
        self.retries = not _retries_disabled(run.config)

    def steps(self) -> list[Step]:
        """All steps, in plan order."""
        return [self.step(step) for step in self.plan.steps]

    def step(self, step: PlannedStep) -> Step:
        """One step."""
        writing = writing_keys(step, self.run.config)
        visible = self._shown({*step_keys(step, self.by_key), *writing})
        config = at(self.run.config, step.config_path)
        context = SolidExecutionContext(self.run, step, config, visible)
        options: dict[str, Any] = {
            "arguments": (
                (context,)
                if step.solid.context_parameter is not None or not step.solid.is_decorated
                else ()
            ),
            "inputs": {
                planned.name: source
                for planned in step.inputs
                if (source := self._source(step, planned, planned.source, context)) is not None
            },
            "types": {
                planned.name: planned.type
                for planned in step.inputs
                if not planned.nothing and type(planned.type) is not AnyType
            },
            "outputs": tuple(self._out(step, output, context) for output in step.outputs),
            "nothing": tuple(planned.name for planned in step.inputs if planned.nothing),
            "priority": step.priority,
            "retry": Retrying(step.retry_policy, self.retries),
            "hooks": [
                live_hook(self.run, step, hook, self._shown(hook.required_resource_keys), config)
                for hook in step.hooks
            ],
            "check_context": TypeCheckContext(self.run, visible),
        }
        compute = compute_function(step)
        if step.mapped_over is not None:
            return Mapped(step.mapped_over, step.key, compute, **options)
        if any(isinstance(each.source, records.FromCollected) for each in step.inputs):
            return Collecting(step.key, compute, **options)
        return Step(step.key, compute, **options)

    def _shown(self, keys: Any) -> dict[str, Any]:
        return {key: self.resources[key] for key in sorted(keys) if key in self.resources}

    def _source(
        self,
        step: PlannedStep,
        planned: PlannedInput,
        source: records.Source,
        context: SolidExecutionContext,
    ) -> Source | None:
        """Where an input comes from; None where nothing feeds it."""
        if isinstance(source, records.FromMany):
            element = replace(planned, type=fan_in_item(planned.type))
            parts = [self._source(step, element, part, context) for part in source.sources]
            return FromAll([part for part in parts if part is not None])
        if isinstance(source, (records.FromStep, records.FromMapped)):
            upstream = self.by_key[source.step]
            same_region = step.mapped_over is not None and upstream.mapped_over == step.mapped_over
            details = self._details(step, planned, source.entry)
            if isinstance(source, records.FromMapped) or same_region:
                return FromMappedKept(source.step, source.output, details)
            return FromKept(source.step, source.output, details)
        if isinstance(source, records.FromCollected):
            over = self.by_key[source.step].mapped_over or (source.step, source.output)
            details = self._details(step, planned, source.entry)
            return FromCollectedKept(source.step, source.output, over, details)
        if isinstance(source, records.FromRootManager):
            return self._root_manager(step, planned, source)
        if isinstance(source, records.FromConfig):
            value = at(self.run.config, source.path, NOWHERE)
            if value is NOWHERE:
                return Source(source.default)
            return FromConfig(value, load_of(planned.type, context))
        if isinstance(source, records.FromDefault):
            return Source(source.value)
        return None

    def _details(
        self, step: PlannedStep, planned: PlannedInput, entry: InputDefinition | None = None
    ) -> InputDetails:
        own = at(self.run.config, (*step.config_path[:-1], "inputs", planned.name))
        told = entry or step.solid.input_dict[planned.name]
        return LiveDetails(own, told, step.solid.name)

    def _root_manager(
        self, step: PlannedStep, planned: PlannedInput, source: records.FromRootManager
    ) -> Source:
        definition = self.plan.mode.resource_defs[source.key]
        if getattr(definition, "loads_directly", False):
            function = definition.resource_fn
            manager: Any = function if definition.context_parameter else (lambda _: function())
        else:
            manager = self.resources[source.key]
        return FromManager(
            source.key,
            manager,
            self._details(step, planned),
            self._resource_config(source.key),
            self._shown(self.needs[source.key]),
        )

    def _resource_config(self, key: str) -> Any:
        return at(self.run.config, ("resources", key, "config"))

    def _out(self, step: PlannedStep, output: PlannedOutput, context: SolidExecutionContext) -> Out:
        key = output.io_manager_key
        given = at(self.run.config, (*step.config_path[:-1], "outputs"))
        node = node_at(self.plan.pipeline.graph, step.key)
        out = LiveOut(
            output,
            Keeper(self.resources.get(key), context, step.solid, node),
            config=given.get(output.name) if isinstance(given, dict) else None,
            resource_config=self._resource_config(key),
            resources=self._shown(self.needs.get(key, ())),
        )
        if not is_asked_for(step, output, self.run.config):
            return out
        asked = (at(self.run.config, path) for path in outputs_paths(step))
        entries = (each for each in asked if isinstance(each, list))
        return WrittenOut(out, writer(output.type, context), *entries)


def compute_function(step: PlannedStep) -> Callable[..., Any]:
    """The function that the scheduler calls: with the context, if it takes one, and the inputs by name."""
    function: Callable[..., Any] = step.solid.compute_fn
    if inspect.iscoroutinefunction(step.solid.compute_fn):
        function = awaited(function)
    if inspect.isasyncgenfunction(step.solid.compute_fn):
        function = iterated(function)
    return function if step.solid.is_decorated else by_dict(function, step.solid.name)


def _retries_disabled(config: Any) -> bool:
    execution = config.get("execution") or {}
    chosen = next(iter(execution.values()), None) or {}
    own = chosen.get("config")
    return isinstance(own, dict) and "disabled" in (own.get("retries") or {})
