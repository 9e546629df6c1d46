"""Loggers of the author's that the run config may name (2.1)."""

from __future__ import annotations

from modec.definitions.logger import LoggerDefinition
from modec.plan.records import Plan
from modec.unroll.code import Code, Form, Local, Runtime, code, function_code, join

GIVEN = Local("given", "logger config")
"""The config of the logger that is being made."""


def own_loggers(plan: Plan) -> dict[str, LoggerDefinition]:
    """The mode's loggers that are not ready-made, by key."""
    loggers = plan.mode.loggers
    return {key: loggers[key] for key in sorted(loggers) if loggers[key].builtin is None}


def logger_lines(plan: Plan, config: Code, pipeline: Local) -> list[Code]:
    """The statement that hands the log to the loggers that the run config names; none where the mode has the console only."""
    entries = [
        code(f"{key!r}: lambda ", GIVEN, ": ", _made(definition, pipeline))
        for key, definition in own_loggers(plan).items()
    ]
    if not entries:
        return []
    named = code(config, "['loggers']")
    makers = code("{", join(", ", entries), "}")
    return [
        code(
            Runtime("loggers", "use_named_loggers"), "(", join(", ", [pipeline, named, makers]), ")"
        )
    ]


def _made(definition: LoggerDefinition, pipeline: Local) -> Code:
    """The call of a logger's function, which keeps its context."""
    context = definition.context_parameter
    function = definition.logger_fn
    form = Form(function.__name__, context, kept=context is not None, section="resources")
    if context is None:
        return code(function_code(function, form), "()")
    handed = code(Runtime("context", "InitLoggerContext"), "(", pipeline, ", ", GIVEN, ")")
    return code(function_code(function, form), "(", handed, ")")
