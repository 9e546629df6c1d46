"""What both shapes of `run()` say about resources and steps: functions, what stands for the context, inputs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence

from modec.definitions import functions
from modec.definitions.checks import is_residual
from modec.definitions.input_loading import loader_resource_keys
from modec.evaluate.values import UserFunction
from modec.plan.records import FromConfig, Plan, PlannedInput, PlannedStep
from modec.plan.resources import writing_keys
from modec.unroll.code import Code, Form, Local, Runtime, code, join
from modec.unroll.config import CONFIG, ScriptConfig
from modec.unroll.loaders import loader_code
from modec.unroll.locals import resource_local
from modec.unroll.loggers import logger_lines
from modec.unroll.mentions import Mentions, returns_events
from modec.unroll.types import type_code
from modec.unroll.values import value_code

PIPELINE = Local("pipeline", "pipeline")
"""The parameter of `run()`: the `Run`."""


def call(function: Code | Runtime, arguments: Sequence[Code | str]) -> Code:
    """The call of `function`."""
    return code(function, "(", join(", ", arguments), ")")


def named_arguments(options: Mapping[str, Code | None]) -> list[Code]:
    """Keyword arguments; those that are None are left out."""
    return [code(f"{name}=", value) for name, value in options.items() if value is not None]


def shown_resources(keys: Iterable[str]) -> Code:
    """The dict of resources that a context shows."""
    return code("{", join(", ", [code(f"{key!r}: ", resource_local(key)) for key in keys]), "}")


def context_arguments(
    plan: Plan,
    form: Form,
    key: str,
    own_config: Code,
    shown: Sequence[str],
    step: PlannedStep | None = None,
) -> list[Code]:
    """What stands for the context in a call: one argument for each of the form's parameters, or the context.

    `key` is the step's or the resource's, `shown` the resources that its context has; `step` is None for a
    resource.
    """
    if form.kept:
        return [_context(plan, key, own_config, shown, step)]
    log = code(PIPELINE, ".log" if step else f".log.of({f'resource:{key}'!r})")
    values = {"config": own_config, "log": log, "run_id": code(PIPELINE, ".run_id")}
    return [
        (
            code(resource_local(what.removeprefix("resources.")))
            if what.startswith("resources.")
            else values[what]
        )
        for what, _ in form.parameters
    ]


def _context(
    plan: Plan, key: str, own_config: Code, shown: Sequence[str], step: PlannedStep | None
) -> Code:
    """The context object of a function that keeps it; what is as everywhere is left out."""
    options = {
        "config": own_config if own_config != code("None") else None,
        "resources": shown_resources(shown) if shown else None,
        "mode": code(repr(plan.mode.name)) if plan.mode.name != "default" else None,
        "tags": value_code(dict(plan.tags)) if plan.tags else None,
    }
    if step is not None:
        options["solid"] = code(repr(step.solid.name)) if step.solid.name != step.name else None
        options["solid_tags"] = value_code(dict(step.tags)) if step.tags else None
    kind = "SolidExecutionContext" if step else "InitResourceContext"
    return call(Runtime("context", kind), [code(PIPELINE), repr(key), *named_arguments(options)])


def check_context(plan: Plan, step: PlannedStep) -> Code:
    """The context that the author's check functions, loaders and materialisers are handed."""
    keys = {key for planned in step.inputs for key in _keys_of_type(planned)}
    keys.update(writing_keys(step, plan.run_config))
    keys.update(key for output in step.outputs for key in output.type.required_resource_keys)
    shown = [
        code(f"{key!r}: ", resource_local(key)) for key in sorted({*keys, *step.resource_keys})
    ]
    arguments = [code(PIPELINE), *([code("{", join(", ", shown), "}")] if shown else [])]
    return call(Runtime("context", "TypeCheckContext"), arguments)


def _keys_of_type(planned: PlannedInput) -> frozenset[str]:
    keys: frozenset[str] = planned.type.required_resource_keys
    return keys | loader_resource_keys(planned.type)


def checks_read_context(step: PlannedStep) -> bool:
    """Whether a check function of the types of the step's inputs or outputs does anything with its context."""
    checked = [planned.type for planned in step.inputs]
    checked += [output.type for output in step.outputs]
    return any(_reads_first(part.check) for each in checked for part in (each, *each.inner_types))


def _reads_first(check: object) -> bool:
    if not isinstance(check, UserFunction):
        return is_residual(check)
    arguments = check.node.args
    first = [*arguments.posonlyargs, *arguments.args][:1]
    return not first or any(
        isinstance(node, ast.Name) and node.id == first[0].arg for node in ast.walk(check.node)
    )


def may_emit(plan: Plan, step: PlannedStep, events: Mentions) -> bool:
    """Whether a step's function may give more than a plain value for its one output (3.5).

    `events` looks for the classes `EVENTS` in what functions can come to call.
    """
    function = step.solid.compute_fn
    if (
        not step.solid.is_decorated
        or len(step.outputs) > 1
        or any(output.type.is_nothing for output in step.outputs)
    ):
        return True
    if functions.is_generator_function(function) or is_async_generator(function):
        return True
    return isinstance(function, UserFunction) and returns_events(plan, step, events)


def plain_function(step: PlannedStep, compute: Code) -> Code:
    """`compute`, called as other functions are: if it is asynchronous, or that of a solid made by hand (3.1)."""
    if functions.is_async(step.solid.compute_fn):
        wrapper = "iterated" if is_async_generator(step.solid.compute_fn) else "awaited"
        compute = call(Runtime("wrappers", wrapper), [compute])
    if not step.solid.is_decorated:
        compute = call(Runtime("wrappers", "by_dict"), [compute, repr(step.solid.name)])
    return compute


def has_own_default(step: PlannedStep, name: str) -> bool:
    """Whether the function has a default for the input, so that the call can leave it out."""
    return step.solid.is_decorated and functions.has_default(step.solid.compute_fn, name)


def is_async_generator(function: UserFunction) -> bool:
    """Whether it is an `async def` with a `yield` of its own."""
    return isinstance(function.node, ast.AsyncFunctionDef) and any(
        isinstance(node, (ast.Yield, ast.YieldFrom)) for node in ast.walk(function.node)
    )


def input_types(step: PlannedStep) -> Code | None:
    """The dict of the types of the inputs that are checked; None where none are."""
    entries = []
    for planned in step.inputs:
        checked = None if planned.nothing else type_code(planned.type)
        if checked is not None:
            entries.append(code(f"{planned.name!r}: ", checked))
    return code("{", join(", ", entries), "}") if entries else None


def loaded(plan: Plan, step: PlannedStep, compute: Code) -> Code:
    """`compute` with the inputs that come from the run config loaded first (3.4)."""
    loaders = [
        code(f"{planned.name!r}: ", loader_code(planned.type, check_context(plan, step)))
        for planned in step.inputs
        if isinstance(planned.source, FromConfig)
    ]
    if not loaders:
        return compute
    return call(Runtime("loading", "loads"), [compute, code("{", join(", ", loaders), "}")])


def runs_code(plan: Plan, body: Sequence[Code], config: ScriptConfig) -> Code:
    """`def run(pipeline)` with that body."""
    lines = [code("def run(", PIPELINE, "):")]
    if config.schema is not None:
        body = [*logger_lines(plan, code(CONFIG), PIPELINE), *body]
    if any(CONFIG in line.references for line in body):
        lines.append(code("    ", CONFIG, " = ", PIPELINE, ".config"))
    lines.extend(code("    ", line) for line in body)
    if len(lines) == 1:
        lines.append(code("    pass"))
    return join("\n", lines)
