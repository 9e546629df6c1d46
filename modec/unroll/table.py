"""`run()` as a table of steps for the scheduler: where skips, retries, dynamic outputs, hooks or IO managers take part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modec.definitions import functions
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
    PlannedStep,
)
from modec.unroll.code import Code, Form, Function, Runtime, code, join
from modec.unroll.config import ScriptConfig, resource_config_path
from modec.unroll.forms_of_plan import Forms
from modec.unroll.loaders import loader_code
from modec.unroll.locals import resource_local
from modec.unroll.mentions import RETRIES, mentions
from modec.unroll.resources import is_in_memory, resource_lines
from modec.unroll.steps import (
    PIPELINE,
    call,
    context_arguments,
    input_types,
    is_async_generator,
    runs_code,
)
from modec.unroll.types import type_code
from modec.unroll.values import value_code


def table_run(plan: Plan, forms: Forms, config: ScriptConfig) -> Code:
    """`def run(pipeline)` for any plan: the resources, then the steps in plan order, for the scheduler."""
    table = _Table(plan, forms, config)
    steps = [table.step(step) for step in plan.steps]
    scheduled = call(
        Runtime("engine", "run_steps"), [code(PIPELINE), code("[", join(", ", steps), "]")]
    )
    return runs_code([*resource_lines(plan, forms, config), scheduled], config)


class _Table:
    """Writes the rows of a plan's table."""

    def __init__(self, plan: Plan, forms: Forms, config: ScriptConfig) -> None:
        self.plan = plan
        self.forms = forms
        self.config = config
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
            "retry": _retry(step),
            "hooks": self._hooks(step),
        }
        named = [code(f"{name}=", value) for name, value in options.items() if value is not None]
        return call(kind, [*positional, *named])

    def _compute(self, step: PlannedStep) -> Code:
        function = step.solid.compute_fn
        compute = code(self.forms.step_function(step))
        if functions.is_async(function):
            wrapper = "iterated" if is_async_generator(function) else "awaited"
            compute = call(Runtime("wrappers", wrapper), [compute])
        return compute

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
            parts = [self._end_point(step, part) for part in source.sources]
            return call(Runtime("engine", "FromMany"), parts)
        if isinstance(source, (FromStep, FromMapped)):
            return self._end_point(step, source)
        if isinstance(source, FromCollected):
            over = self.plan.step(source.step).mapped_over or (source.step, source.output)
            return call(
                Runtime("dynamic", "FromCollected"),
                [repr(source.step), repr(source.output), repr(over)],
            )
        if isinstance(source, FromRootManager):
            return self._root_manager(planned, source)
        if isinstance(source, Nowhere):
            return None
        if isinstance(source, FromConfig):
            return call(Runtime("loading", "FromConfig"), [self.config.at(source.path), loader_code(planned.type)])
        assert isinstance(source, FromDefault)
        if functions.has_default(step.solid.compute_fn, planned.name):
            return None
        return call(Runtime("engine", "Source"), [value_code(source.value)])

    def _end_point(self, step: PlannedStep, source: Any) -> Code:
        """The output of another step; in a mapped region, that of the copy for the same key."""
        upstream = self.plan.step(source.step)
        mapped = isinstance(source, FromMapped) or (
            step.mapped_over is not None and upstream.mapped_over == step.mapped_over
        )
        kind = Runtime("dynamic", "FromMapped") if mapped else Runtime("engine", "From")
        arguments = [repr(source.step)] + (
            [repr(source.output)] if source.output != "result" else []
        )
        return call(kind, arguments)

    def _root_manager(self, planned: PlannedInput, source: FromRootManager) -> Code:
        manager = self.resources[source.key]
        arguments = [
            code(repr(source.key)),
            code(resource_local(source.key)),
            call(Runtime("io_managers", "InputDetails"), [self.config.at(source.config_path)]),
            code("resource_config=", self.config.at(resource_config_path(manager))),
            code("resources=", _shown(manager.needs)),
        ]
        return call(Runtime("io_managers", "FromManager"), arguments)

    def _outputs(self, step: PlannedStep) -> Code | None:
        outs = [self._out(output) for output in step.outputs]
        if len(outs) == 1 and outs[0] == call(Runtime("outputs", "Out"), []):
            return None
        return code("[", join(", ", outs), "]")

    def _out(self, output: PlannedOutput) -> Code:
        """The declaration of an output: kept by an IO manager unless values simply stay in memory."""
        checked = type_code(output.type)
        kept = not is_in_memory(self.plan, output.io_manager_key)
        arguments: list[Code | str] = []
        if kept:
            manager = self.resources[output.io_manager_key]
            arguments += [repr(output.name), checked or "None", code(resource_local(manager.key))]
            if manager.key != "io_manager":
                arguments.append(repr(manager.key))
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
            arguments += self._kept_options(output)
        return call(
            Runtime("io_managers", "KeptOut") if kept else Runtime("outputs", "Out"), arguments
        )

    def _kept_options(self, output: PlannedOutput) -> list[Code | str]:
        manager = self.resources[output.io_manager_key]
        options: dict[str, Code | None] = {
            "metadata": value_code(dict(output.metadata)) if output.metadata else None,
            "resource_config": self.config.at(resource_config_path(manager)),
            "resources": _shown(manager.needs) if manager.needs else None,
        }
        return [
            code(f"{name}=", value)
            for name, value in options.items()
            if value not in (None, code("None"))
        ]

    def _nothing(self, step: PlannedStep) -> Code | None:
        names = [
            planned.name
            for planned in step.inputs
            if planned.nothing and not isinstance(planned.source, Nowhere)
        ]
        return value_code(names) if names else None

    def _hooks(self, step: PlannedStep) -> Code | None:
        hooks = [self._hook(step, hook) for hook in step.hooks]
        return code("[", join(", ", hooks), "]") if hooks else None

    def _hook(self, step: PlannedStep, hook: Any) -> Code:
        form = Form(hook.name, hook.context_parameter, kept=True, section="solids")
        options: Mapping[str, Code | None] = {
            "resources": (
                _shown(sorted(hook.required_resource_keys)) if hook.required_resource_keys else None
            ),
            "config": None if (own := self.config.at(step.config_path)) == code("None") else own,
            "mode": code(repr(self.plan.mode.name)) if self.plan.mode.name != "default" else None,
            "solid": code(repr(step.solid.name)) if step.solid.name != step.name else None,
        }
        kind = "SuccessHook" if hook.kind == "success" else "FailureHook"
        named = [code(f"{name}=", value) for name, value in options.items() if value is not None]
        function = code(Function(hook.decorated_fn, form))
        return call(Runtime("hooks", kind), [repr(hook.name), function, *named])


def _shown(keys: Any) -> Code:
    """The dict of resources that a context shows."""
    return code("{", join(", ", [code(f"{key!r}: ", resource_local(key)) for key in keys]), "}")


def _retry(step: PlannedStep) -> Code | None:
    """What decides about second attempts; None where neither a policy nor the function asks for any."""
    policy = step.retry_policy
    if policy is None:
        return (
            call(Runtime("retries", "Retrying"), [])
            if mentions(step.solid.compute_fn, RETRIES)
            else None
        )
    arguments = [str(policy.max_retries)] + [
        f"{name}={value!r}" for name in ("delay",) if (value := getattr(policy, name)) is not None
    ]
    named: list[Code | str] = list(arguments)
    for name, cls in (("backoff", "Backoff"), ("jitter", "Jitter")):
        value = getattr(policy, name)
        if value is not None:
            named.append(code(f"{name}=", Runtime("retries", cls), f".{value.name}"))
    return call(Runtime("retries", "Retrying"), [call(Runtime("retries", "RetryPolicy"), named)])
