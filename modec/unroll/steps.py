"""What both shapes of `run()` say about resources and steps: functions, what stands for the context, inputs."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from modec.definitions import functions
from modec.evaluate.values import External, UserFunction
from modec.plan.records import Plan, PlannedResource, PlannedStep
from modec.unroll.code import Code, Form, Local, Runtime, Standard, code, join
from modec.unroll.config import CONFIG, ScriptConfig, resource_config_path
from modec.unroll.forms_of_plan import Forms
from modec.unroll.locals import resource_local
from modec.unroll.mentions import EVENTS, mentions
from modec.unroll.types import type_code
from modec.unroll.values import value_code

PIPELINE = Local("pipeline", "pipeline")
"""The parameter of `run()`: the `Run`."""


def call(function: Code | Runtime, arguments: Sequence[Code | str]) -> Code:
    """The call of `function`."""
    return code(function, "(", join(", ", arguments), ")")


def resource_value(resource: PlannedResource, forms: Forms, config: ScriptConfig) -> Code:
    """The expression that initialises a resource, or is its value where there is nothing to run."""
    definition = resource.definition
    if definition.has_value:
        return value_code(definition.value)
    own_config = config.at(resource_config_path(resource))
    if definition.kind in ("string", "values"):
        return own_config
    if definition.kind == "mock":
        return code(Standard(External("unittest.mock", ("MagicMock",))), "()")
    form = forms.of_resource(resource)
    arguments = [code(repr(resource.key)), code(forms.resource_function(resource))]
    if form.context is not None:
        arguments += context_arguments(form, resource.key, own_config, resource.needs, f"resource:{resource.key}")
    return call(code(PIPELINE, ".resource"), arguments)


def context_arguments(
    form: Form, key: str, own_config: Code, needs: Sequence[str], log_source: str | None
) -> list[Code]:
    """What stands for the context in a call: one argument for each of the form's parameters, or the context.

    `log_source` names the log of a resource; None takes the log of the steps.
    """
    if form.kept:
        kind = "InitResourceContext" if log_source else "SolidExecutionContext"
        shown = join(", ", [code(f"{name!r}: ", resource_local(name)) for name in needs])
        arguments = [code(PIPELINE), code(repr(key)), code("config=", own_config), code("resources={", shown, "}")]
        return [call(Runtime("context", kind), arguments)]
    log = code(PIPELINE, f".log.of({log_source!r})" if log_source else ".log")
    values = {"config": own_config, "log": log, "run_id": code(PIPELINE, ".run_id")}
    return [
        code(resource_local(what.removeprefix("resources."))) if what.startswith("resources.") else values[what]
        for what, _ in form.parameters
    ]


def may_emit(step: PlannedStep) -> bool:
    """Whether a step's function may give more than a plain value for its one output (3.5)."""
    function = step.solid.compute_fn
    if len(step.outputs) != 1 or step.outputs[0].type.is_nothing:
        return True
    if functions.is_generator_function(function) or _is_async_generator(function):
        return True
    return isinstance(function, UserFunction) and mentions(function, EVENTS)


def _is_async_generator(function: UserFunction) -> bool:
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


def runs_code(plan: Plan, body: Sequence[Code], config: ScriptConfig) -> Code:
    """`def run(pipeline)` with that body."""
    lines = [code("def run(", PIPELINE, "):")]
    if config.schema is not None:
        lines.append(code("    ", CONFIG, " = ", PIPELINE, ".config"))
    lines.extend(code("    ", line) for line in body)
    if len(lines) == 1:
        lines.append(code("    pass"))
    return join("\n", lines)
