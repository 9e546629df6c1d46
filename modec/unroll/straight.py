"""`run()` as a straight line: one statement a resource, one a step, in the order they run."""

from __future__ import annotations

from modec.plan.records import (
    FromConfig,
    FromDefault,
    FromMany,
    FromStep,
    Plan,
    PlannedInput,
    PlannedOutput,
    PlannedStep,
)
from modec.unroll.code import Code, Runtime, code, join
from modec.unroll.config import ScriptConfig
from modec.unroll.forms_of_plan import Forms
from modec.unroll.locals import Outputs, output_locals
from modec.unroll.memory import is_asset, is_in_memory
from modec.unroll.mentions import EVENTS, Mentions
from modec.unroll.resources import named_where_read, resource_lines
from modec.unroll.steps import (
    PIPELINE,
    call,
    check_context,
    checks_read_context,
    context_arguments,
    has_own_default,
    input_types,
    loaded,
    may_emit,
    plain_function,
    runs_code,
)
from modec.unroll.types import type_code
from modec.unroll.values import value_code
from modec.unroll.writing import writes_outputs


def is_straight(plan: Plan) -> bool:
    """Whether nothing but retries can change the order of the steps, and values can pass between them as plain locals."""
    return plan.order is not None and all(_is_plain(plan, step) for step in plan.steps)


def _is_plain(plan: Plan, step: PlannedStep) -> bool:
    return (
        step.retry_policy is None
        and not step.hooks
        and step.mapped_over is None
        and all(
            o.is_required
            and not o.is_dynamic
            and is_in_memory(plan, o.io_manager_key)
            and not is_asset(step, o)
            for o in step.outputs
        )
        and all(_is_plain_input(planned) for planned in step.inputs)
        and not writes_outputs(plan, step)
    )


def _is_plain_input(planned: PlannedInput) -> bool:
    source = planned.source
    if isinstance(source, FromMany):
        return all(isinstance(part, FromStep) for part in source.sources)
    if isinstance(source, FromConfig):
        return not source.has_default
    return planned.nothing or isinstance(source, (FromStep, FromDefault))


def straight_run(plan: Plan, forms: Forms, config: ScriptConfig) -> Code:
    """`def run(pipeline)` for a plan that `is_straight`."""
    assert plan.order is not None
    outputs = output_locals(plan, plan.order)
    events = Mentions(EVENTS)
    body = resource_lines(plan, forms, config)
    for index, key in enumerate(plan.order):
        step = plan.step(key)
        body.append(_statement(plan, step, outputs, forms, config, events))
        finished = outputs.last_use.get(key, ())
        if finished and index + 1 < len(plan.order):
            body.append(code("del ", join(", ", finished)))
    return runs_code(plan, named_where_read(body), config)


def _statement(
    plan: Plan,
    step: PlannedStep,
    outputs: Outputs,
    forms: Forms,
    config: ScriptConfig,
    events: Mentions,
) -> Code:
    form = forms.of_step(step)
    arguments = [code(repr(step.key)), _compute(plan, step, forms, events)]
    if form.context is not None:
        own_config = config.at(step.config_path)
        arguments += context_arguments(plan, form, step.key, own_config, step.resource_keys, step)
    arguments += [
        code(f"{planned.name}=", value)
        for planned in step.inputs
        if (value := _input(planned, step, outputs, config)) is not None
    ]
    expression = call(code(PIPELINE, ".step"), arguments)
    targets = [outputs.names.get((step.key, output.name)) for output in step.outputs]
    if not any(targets):
        return expression
    return code(
        join(", ", [code(target) if target else code("_") for target in targets]), " = ", expression
    )


def _compute(plan: Plan, step: PlannedStep, forms: Forms, events: Mentions) -> Code:
    """The step's function, wrapped for what the plain call does not do.

    The order of the wrappers is the runtime's contract (modec/runtime/README.md).
    """
    compute = plain_function(step, code(forms.step_function(step)))
    emits = may_emit(plan, step, events)
    if not step.outputs and not emits:
        compute = call(Runtime("wrappers", "no_result"), [compute])
    waiting = [repr(planned.name) for planned in step.inputs if _orders(planned)]
    if waiting:
        compute = call(Runtime("wrappers", "waits_for"), [compute, *waiting])
    inputs = input_types(step)
    output = None if emits or not step.outputs else type_code(step.outputs[0].type)
    context = [code("context=", check_context(plan, step))] if checks_read_context(step) else []
    if inputs is not None or output is not None:
        arguments: list[Code | str] = [compute, inputs or "{}"]
        if output is not None:
            arguments.append(output)
            if step.outputs[0].name != "result":
                arguments.append(repr(step.outputs[0].name))
        compute = call(Runtime("types", "typed"), [*arguments, *context])
    if emits:
        compute = call(
            Runtime("outputs", "yields"),
            [code(PIPELINE), compute, *map(out_code, step.outputs), *context],
        )
    return loaded(plan, step, compute)


def _orders(planned: PlannedInput) -> bool:
    """Whether the input is there for the order alone, and some step feeds it."""
    return planned.nothing and isinstance(planned.source, (FromStep, FromMany))


def out_code(output: PlannedOutput) -> Code:
    """The declaration of an output, for the wrapper that checks what a function yields."""
    name = output.name
    checked = type_code(output.type)
    arguments: list[Code | str] = []
    if name != "result" or checked is not None:
        arguments.append(repr(name))
    if checked is not None:
        arguments.append(checked)
    return call(Runtime("outputs", "Out"), arguments)


def _input(
    planned: PlannedInput, step: PlannedStep, outputs: Outputs, config: ScriptConfig
) -> Code | None:
    """The value of an input; None where the function's own default stands, or there is no value to pass."""
    source = planned.source
    if isinstance(source, FromStep):
        return code(outputs.names[(source.step, source.output)])
    if isinstance(source, FromMany):
        parts = [
            outputs.names[(part.step, part.output)]
            for part in source.sources
            if isinstance(part, FromStep)
        ]
        return call(Runtime("run", "fan_in"), [code(part) for part in parts])
    if isinstance(source, FromConfig):
        return config.at(source.path)
    if isinstance(source, FromDefault) and not has_own_default(step, planned.name):
        return value_code(source.value)
    return None
