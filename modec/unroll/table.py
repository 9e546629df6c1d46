"""`run()` as a table of steps for the scheduler: where skips, retries, dynamic outputs, hooks or IO managers take part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from modec.definitions.fan_in import fan_in_item
from modec.definitions.inputs import InputDefinition
from modec.plan.records import (
    FromCollected,
    FromConfig,
    FromDefault,
    FromMany,
    FromMapped,
    FromRootManager,
    FromStep,
    Nowhere,
    Plan,
    PlannedInput,
    PlannedOutput,
    PlannedResource,
    PlannedStep,
)
from modec.runtime.events import AssetKey
from modec.unroll.code import Code, Form, Runtime, code, function_code, join
from modec.unroll.config import CONFIG, NO_CONFIG, ScriptConfig, resource_config_path
from modec.unroll.forms_of_plan import Forms
from modec.unroll.hooks import hook_code
from modec.unroll.loaders import loader_code
from modec.unroll.locals import resource_local
from modec.unroll.memory import is_asset, is_in_memory
from modec.unroll.resources import named_where_read, resource_lines
from modec.unroll.steps import (
    PIPELINE,
    call,
    check_context,
    checks_read_context,
    context_arguments,
    has_own_default,
    input_types,
    named_arguments,
    plain_function,
    runs_code,
    shown_resources,
)
from modec.unroll.types import type_code
from modec.unroll.values import value_code
from modec.unroll.writing import written_out


def table_run(plan: Plan, forms: Forms, config: ScriptConfig, retries: bool) -> Code:
    """`def run(pipeline)` for any plan: the resources, then the steps in plan order, for the scheduler.

    `retries`: whether functions may ask for steps to be run again.
    """
    table = _Table(plan, forms, config, retries)
    steps = [table.step(step) for step in plan.steps]
    scheduled = call(
        Runtime("engine", "run_steps"), [code(PIPELINE), code("[", join(", ", steps), "]")]
    )
    body = [*resource_lines(plan, forms, config), scheduled]
    if any(hook.kind == "event_list" for step in plan.steps for hook in step.hooks):
        body.insert(0, call(Runtime("event_hooks", "record_events"), [code(PIPELINE)]))
    return runs_code(plan, named_where_read(body), config)


class _Table:
    """Writes the rows of a plan's table."""

    def __init__(self, plan: Plan, forms: Forms, config: ScriptConfig, retries: bool) -> None:
        self.plan = plan
        self.forms = forms
        self.config = config
        self.retries = retries
        self.resources = {resource.key: resource for resource in plan.resources}

    def step(self, step: PlannedStep) -> Code:
        """The constructor call for one step."""
        positional: list[Code | str] = [repr(step.key), self._compute(step)]
        kind = Runtime("engine", "Step")
        if step.mapped_over is not None:
            kind = Runtime("dynamic", "Mapped")
            positional.insert(0, repr(step.mapped_over))
        elif any(isinstance(planned.source, FromCollected) for planned in step.inputs):
            kind = Runtime("dynamic", "Collecting")
        options = {
            "arguments": self._arguments(step),
            "inputs": self._inputs(step),
            "types": input_types(step),
            "outputs": self._outputs(step),
            "nothing": self._nothing(step),
            "priority": code(str(step.priority)) if step.priority else None,
            "retry": self._retry(step),
            "hooks": self._hooks(step),
            "check_context": check_context(self.plan, step) if checks_read_context(step) else None,
        }
        return call(kind, [*positional, *named_arguments(options)])

    def _compute(self, step: PlannedStep) -> Code:
        return plain_function(step, code(self.forms.step_function(step)))

    def _arguments(self, step: PlannedStep) -> Code | None:
        form = self.forms.of_step(step)
        if form.context is None:
            return None
        own_config = self.config.at(step.config_path)
        given = context_arguments(self.plan, form, step.key, own_config, step.resource_keys, step)
        return code("[", join(", ", given), "]") if given else None

    def _inputs(self, step: PlannedStep) -> Code | None:
        entries = [
            code(f"{planned.name!r}: ", source)
            for planned in step.inputs
            if (source := self._source(step, planned)) is not None
        ]
        return code("{", join(", ", entries), "}") if entries else None

    def _source(self, step: PlannedStep, planned: PlannedInput) -> Code | None:
        """Where an input comes from; None where the function's own default stands, or nothing is passed."""
        source = planned.source
        if isinstance(source, FromMany):
            element = replace(planned, type=fan_in_item(planned.type))
            made = [
                (
                    call(Runtime("engine", "Source"), [value_code(part.value)])
                    if isinstance(part, FromDefault)
                    else self._source(step, replace(element, source=part))
                )
                for part in source.sources
            ]
            return call(Runtime("engine", "FromMany"), [each for each in made if each is not None])
        if isinstance(source, (FromStep, FromMapped)):
            return self._end_point(step, planned, source)
        if isinstance(source, FromCollected):
            return self._collected(step, planned, source)
        if isinstance(source, FromRootManager):
            return self._root_manager(step, planned, source)
        if isinstance(source, Nowhere):
            return None
        if isinstance(source, FromConfig):
            return self._from_config(step, planned, source)
        assert isinstance(source, FromDefault)
        if has_own_default(step, planned.name):
            return None
        return call(Runtime("engine", "Source"), [value_code(source.value)])

    def _from_config(self, step: PlannedStep, planned: PlannedInput, source: FromConfig) -> Code:
        load = loader_code(planned.type, check_context(self.plan, step))
        if not source.has_default:
            return call(Runtime("loading", "FromConfig"), [self.config.at(source.path), load])
        given = self.config.at(source.path, code(Runtime("loading", "NotGiven")))
        default = value_code(source.default)
        return call(Runtime("loading", "FromConfigOr"), [given, load, default])

    def _end_point(
        self, step: PlannedStep, planned: PlannedInput, source: FromStep | FromMapped
    ) -> Code:
        """The output of another step; in a mapped region, that of the copy for the same key."""
        mapped = isinstance(source, FromMapped) or (
            step.mapped_over is not None
            and self.plan.step(source.step).mapped_over == step.mapped_over
        )
        details = self._details_for_keeper(step, planned, source)
        if details is not None:
            return call(
                Runtime("io_managers", "FromMappedKept" if mapped else "FromKept"),
                [repr(source.step), repr(source.output), details],
            )
        kind = Runtime("dynamic", "FromMapped") if mapped else Runtime("engine", "From")
        arguments = [repr(source.step)] + (
            [repr(source.output)] if source.output != "result" else []
        )
        return call(kind, arguments)

    def _collected(self, step: PlannedStep, planned: PlannedInput, source: FromCollected) -> Code:
        """The list of what a dynamic output, or a step mapped over one, gave."""
        over = self.plan.step(source.step).mapped_over or (source.step, source.output)
        arguments = [repr(source.step), repr(source.output), repr(over)]
        details = self._details_for_keeper(step, planned, source)
        if details is not None:
            return call(Runtime("io_managers", "FromCollectedKept"), [*arguments, details])
        return call(Runtime("dynamic", "FromCollected"), arguments)

    def _details_for_keeper(
        self,
        step: PlannedStep,
        planned: PlannedInput,
        source: FromStep | FromMapped | FromCollected,
    ) -> Code | None:
        """What the author's IO manager is told of an input; None where that is nothing, or there is no manager."""
        outputs = self.plan.step(source.step).outputs
        key = next(out.io_manager_key for out in outputs if out.name == source.output)
        if is_in_memory(self.plan, key):
            return None
        return self._details(step, planned, NO_CONFIG, source.entry)

    def _details(
        self,
        step: PlannedStep,
        planned: PlannedInput,
        given: Code,
        entry: InputDefinition | None = None,
    ) -> Code | None:
        """What an input says of itself to the manager that loads it; None where that is nothing.

        `entry` is the composite's input through which the value comes, if it does.
        """
        told = entry or step.solid.input_dict[planned.name]
        options = {
            "config": given if given != NO_CONFIG else None,
            "metadata": value_code(dict(told.metadata)) if told.metadata else None,
            "solid": code(repr(step.solid.name)) if step.solid.name != step.name else None,
            "name": code(repr(told.name)) if told.name != planned.name else None,
            "asset_key": _asset_key(told.asset_key),
        }
        named = named_arguments(options)
        return call(Runtime("io_managers", "InputDetails"), named) if named else None

    def _root_manager(
        self, step: PlannedStep, planned: PlannedInput, source: FromRootManager
    ) -> Code:
        """An input loaded by a root input manager: a function, or what an initialised resource has for it."""
        manager = self.resources[source.key]
        definition = manager.definition
        if getattr(definition, "loads_directly", False):
            name = definition.resource_fn.__name__
            form = Form(name, definition.context_parameter, kept=True, section="resources")
            load = function_code(definition.resource_fn, form)
        else:
            load = code(resource_local(source.key), ".load_input")
        given = self.config.at(source.config_path)
        options = {
            "details": self._details(step, planned, given),
            "resource_config": self._own_config(manager),
            "resources": shown_resources(manager.needs) if manager.needs else None,
        }
        return call(
            Runtime("io_managers", "FromManager"),
            [repr(source.key), load, *named_arguments(options)],
        )

    def _own_config(self, manager: PlannedResource) -> Code | None:
        """The config of an IO manager; None where it has none."""
        own = self.config.at(resource_config_path(manager))
        return None if own == NO_CONFIG else own

    def _outputs(self, step: PlannedStep) -> Code | None:
        context = check_context(self.plan, step)
        outs = [
            written_out(self.plan, step, each, self._out(step, each), self.config, context)
            for each in step.outputs
        ]
        if len(outs) == 1 and outs[0] == call(Runtime("outputs", "Out"), []):
            return None
        return code("[", join(", ", outs), "]")

    def _out(self, step: PlannedStep, output: PlannedOutput) -> Code:
        """The declaration of an output: kept by an IO manager unless values simply stay in memory."""
        checked = type_code(output.type)
        in_memory = is_in_memory(self.plan, output.io_manager_key)
        kept = not in_memory or is_asset(step, output)
        arguments: list[Code | str] = []
        if kept:
            key = output.io_manager_key
            own = call(Runtime("io_managers", "InMemoryIOManager"), [])
            manager = own if in_memory else code(resource_local(key))
            arguments += [repr(output.name), checked or "None", manager]
            if key != "io_manager":
                arguments.append(repr(key))
        else:
            if output.name != "result" or checked is not None:
                arguments.append(repr(output.name))
            if checked is not None:
                arguments.append(checked)
        if not output.is_required:
            arguments.append("is_required=False")
        if output.is_dynamic:
            arguments.append("is_dynamic=True")
        if kept:
            arguments += self._kept_options(step, output)
        return call(
            Runtime("io_managers", "KeptOut") if kept else Runtime("outputs", "Out"), arguments
        )

    def _kept_options(self, step: PlannedStep, output: PlannedOutput) -> list[Code]:
        in_memory = is_in_memory(self.plan, output.io_manager_key)
        manager = None if in_memory else self.resources[output.io_manager_key]
        own = self.config.at((*step.config_path[:-1], "outputs", output.name))
        definition = step.solid.output_dict[output.name]
        partitions = definition.asset_partitions
        if isinstance(partitions, (set, frozenset)):
            partitions = sorted(partitions)
        options = {
            "metadata": value_code(dict(output.metadata)) if output.metadata else None,
            "config": own if own != NO_CONFIG else None,
            "resource_config": self._own_config(manager) if manager is not None else None,
            "resources": shown_resources(manager.needs) if manager and manager.needs else None,
            "solid": code(repr(step.solid.name)) if step.solid.name != step.name else None,
            "asset_key": _asset_key(definition.asset_key),
            "asset_partitions": value_code(partitions) if partitions else None,
        }
        return named_arguments(options)

    def _retry(self, step: PlannedStep) -> Code | None:
        """What decides about second attempts; None where neither a policy nor any function asks for them.

        A function may be made to ask by what it calls, so one that mentions it is enough for all.
        """
        if step.retry_policy is not None:
            return _policy_code(step.retry_policy, self.config)
        if not self.retries:
            return None
        return call(Runtime("retries", "Retrying"), _enabled(self.config))

    def _nothing(self, step: PlannedStep) -> Code | None:
        names = [
            planned.name
            for planned in step.inputs
            if planned.nothing and not isinstance(planned.source, Nowhere)
        ]
        return value_code(names) if names else None

    def _hooks(self, step: PlannedStep) -> Code | None:
        hooks = [hook_code(self.plan, self.config, step, hook) for hook in step.hooks]
        return code("[", join(", ", hooks), "]") if hooks else None


def _asset_key(key: Any) -> Code | None:
    """The key of the asset that a definition names, or the function that makes it from the context."""
    if isinstance(key, AssetKey):
        return call(Runtime("events", "AssetKey"), [value_code(key.path)])
    return None if key is None else value_code(key)


def _enabled(config: ScriptConfig) -> list[Code]:
    """The argument that says whether the run config leaves retries on, where it can say so."""
    if config.schema is None:
        return []
    return [code("enabled=", Runtime("retries", "retries_enabled"), "(", CONFIG, ")")]


def _policy_code(policy: Any, config: ScriptConfig) -> Code:
    """The constructor call of what decides by a retry policy."""
    named: list[Code | str] = [str(policy.max_retries)]
    if policy.delay is not None:
        named.append(f"delay={policy.delay!r}")
    for name, cls in (("backoff", "Backoff"), ("jitter", "Jitter")):
        value = getattr(policy, name)
        if value is not None:
            named.append(code(f"{name}=", Runtime("retries", cls), f".{value.name}"))
    made = call(Runtime("retries", "RetryPolicy"), named)
    return call(Runtime("retries", "Retrying"), [made, *_enabled(config)])
