"""Loggers of modes (2.1)."""

from __future__ import annotations

from typing import Any

from modec.definitions import functions
from modec.definitions.checks import function, optional_text
from modec.definitions.config_conversion import to_field
from modec.definitions.configurable import AnonymousConfigurable, Configured
from modec.definitions.io_managers import named_after
from modec.definitions.origin import here
from modec.definitions.resource import is_bare_use
from modec.runtime.config_scalars import StringConfig
from modec.runtime.config_types import Field
from modec.vocabulary import live


class LoggerDefinition(AnonymousConfigurable):
    """A logger: a function from its context to a `logging.Logger`, and the config it takes.

    `builtin` names the ready-made ones (`console`, `json_console`).
    """

    builtin: str | None = None

    def __init__(
        self, logger_fn: Any, config_schema: Any = None, description: str | None = None
    ) -> None:
        self.logger_fn: Any = function("logger_fn", logger_fn)
        self.config_field: Field = to_field(config_schema)
        self.description = optional_text("description", description)
        self.origin = here()

    @property
    def context_parameter(self) -> str | None:
        """The name of the function's first parameter."""
        params = functions.parameters(self.logger_fn)
        return params[0].name if params else None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Direct invocation (2.1)."""
        return live("invoke_logger")(self, args, kwargs)

    def _copy_configured(
        self, field: Field, configured_by: Configured, description: str | None
    ) -> LoggerDefinition:
        made = LoggerDefinition(self.logger_fn, field, description or self.description)
        made.configured_by = configured_by
        made.builtin = self.builtin
        return made


def logger(config_schema: Any = None, description: str | None = None) -> Any:
    """The decorator that makes a logger of a function, bare or with arguments."""

    def decorate(fn: Any, schema: Any = config_schema) -> LoggerDefinition:
        made: LoggerDefinition = named_after(LoggerDefinition(fn, schema, description), fn)
        return made

    return decorate(config_schema, None) if is_bare_use(config_schema) else decorate


def _json_line(record: Any) -> str:
    """A line of the log with all that is known of it."""
    import json

    return json.dumps({**record.__dict__, "msg": record.getMessage()}, sort_keys=True, default=repr)


def _console(builtin: str) -> LoggerDefinition:
    def create(context: Any) -> Any:
        import logging

        made = logging.Logger(
            context.logger_config["name"], context.logger_config["log_level"].upper()
        )
        handler = logging.StreamHandler()
        if builtin == "json_console":
            handler.format = _json_line  # type: ignore[method-assign]
        made.addHandler(handler)
        return made

    schema = {
        "log_level": Field(StringConfig, default_value="INFO", is_required=False),
        "name": Field(StringConfig, default_value="dagster", is_required=False),
    }
    made = LoggerDefinition(create, schema)
    made.builtin = builtin
    return made


colored_console_logger = _console("console")
json_console_logger = _console("json_console")


def default_loggers() -> dict[str, LoggerDefinition]:
    """The loggers of a mode that names none (section 2)."""
    return {"console": colored_console_logger}
