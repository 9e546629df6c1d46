"""What both shapes of `run()` say about resources and steps: functions, what stands for the context, inputs."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from modec.definitions import functions
from modec.evaluate.values import UserFunction
from modec.plan.records import FromConfig, Plan, PlannedStep
from modec.unroll.code import Code, Form, Local, Runtime, code, join
from modec.unroll.config import CONFIG, ScriptConfig
from modec.unroll.loaders import loader_code
from modec.unroll.locals import resource_local
from modec.unroll.mentions import EVENTS, mentions
from modec.unroll.types import type_code
from modec.unroll.values import value_code

PIPELINE = Local("pipeline", "pipeline")
"""The parameter of `run()`: the `Run`."""


def call(function: Code | Runtime, arguments: Sequence[Code | str]) -> Code:
    """The call of `function`."""
    return code(function, "(", join(", ", arguments), ")")


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
    resources = join(", ", [code(f"{name!r}: ", resource_local(name)) for name in shown])
    options = {
        "config": own_config if own_config != code("None") else None,
        "resources": code("{", resources, "}") if shown else None,
        "mode": code(repr(plan.mode.name)) if plan.mode.name != "default" else None,
        "tags": value_code(dict(plan.tags)) if plan.tags else None,
    }
    if step is not None:
        options["solid"] = code(repr(step.solid.name)) if step.solid.name != step.name else None
        options["solid_tags"] = value_code(dict(step.tags)) if step.tags else None
    named = [code(f"{name}=", value) for name, value in options.items() if value is not None]
    kind = "SolidExecutionContext" if step else "InitResourceContext"
    return call(Runtime("context", kind), [code(PIPELINE), repr(key), *named])


def may_emit(step: PlannedStep) -> bool:
    """Whether a step's function may give more than a plain value for its one output (3.5)."""
    function = step.solid.compute_fn
    if len(step.outputs) > 1 or any(output.type.is_nothing for output in step.outputs):
        return True
    if functions.is_generator_function(function) or is_async_generator(function):
        return True
    return isinstance(function, UserFunction) and mentions(function, EVENTS)


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


def loaded(step: PlannedStep, compute: Code) -> Code:
    """`compute` with the inputs that come from the run config loaded first (3.4)."""
    loaders = [
        code(f"{planned.name!r}: ", loader_code(planned.type))
        for planned in step.inputs
        if isinstance(planned.source, FromConfig)
    ]
    if not loaders:
        return compute
    return call(Runtime("loading", "loads"), [compute, code("{", join(", ", loaders), "}")])


def runs_code(body: Sequence[Code], config: ScriptConfig) -> Code:
    """`def run(pipeline)` with that body."""
    lines = [code("def run(", PIPELINE, "):")]
    if config.schema is not None:
        lines.append(code("    ", CONFIG, " = ", PIPELINE, ".config"))
    lines.extend(code("    ", line) for line in body)
    if len(lines) == 1:
        lines.append(code("    pass"))
    return join("\n", lines)
