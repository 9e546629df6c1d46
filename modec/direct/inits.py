"""Contexts that tests build to call resources and loggers themselves (1.4, 2.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from modec.definitions.checks import dict_of
from modec.direct.contexts import DirectContext
from modec.runtime.context import InitResourceContext, Resources
from modec.runtime.errors import DagsterInvariantViolationError
from modec.runtime.log import Log

_NO_RUN = dict.fromkeys(("pipeline_run", "run_id", "pipeline_def_for_backwards_compat"))
"""What only a run has."""


class InitResourceContextValues(InitResourceContext):
    """What a resource function is handed outside of a run (1.5)."""

    def __init__(
        self, config: Any, resources: Resources, definition: Any, instance: Any, log: Log
    ) -> None:
        self.resource_config = config
        self.resources = resources
        self.resource_def = definition
        self.instance = instance
        self.log = self.log_manager = log
        self.__dict__.update(_NO_RUN)

    def replace_config(self, config: Any) -> InitResourceContextValues:
        """The same context with another config."""
        return InitResourceContextValues(
            config, self.resources, self.resource_def, self.instance, self.log
        )


class UnboundInitResourceContext(DirectContext, InitResourceContext):  # type: ignore[override]
    """What `build_init_resource_context` gives."""

    builder = "build_init_resource_context"

    def __init__(
        self, config: Any = None, resources: Mapping[str, Any] | None = None, instance: Any = None
    ) -> None:
        super().__init__(resources, instance)
        self.resource_config = config
        self.log_manager = self.log
        self.__dict__.update(_NO_RUN)

    @property
    def resource_def(self) -> NoReturn:
        """Not known before the call."""
        raise DagsterInvariantViolationError(
            "UnboundInitLoggerContext has not been validated against a logger definition."
        )


def build_init_resource_context(
    config: Mapping[str, Any] | None = None,
    resources: Mapping[str, Any] | None = None,
    instance: Any = None,
) -> UnboundInitResourceContext:
    """A context to call a resource with (1.4). Raises `ParameterCheckError` for config that is no dict."""
    return UnboundInitResourceContext(dict_of("config", config, object), resources, instance)


class UnboundInitLoggerContext:
    """What `build_init_logger_context` gives."""

    def __init__(self, logger_config: Any, pipeline_def: Any) -> None:
        self.logger_config = logger_config
        self.pipeline_def = pipeline_def
        self.run_id = None

    @property
    def logger_def(self) -> NoReturn:
        """Not known before the call."""
        raise DagsterInvariantViolationError(
            "UnboundInitLoggerContext has not been validated against a logger definition."
        )


class InitLoggerContextValues:
    """What a logger's function is handed in a direct call."""

    def __init__(self, unbound: UnboundInitLoggerContext, definition: Any, config: Any) -> None:
        self.logger_config = config
        self.logger_def = definition
        self.pipeline_def = unbound.pipeline_def
        self.run_id = unbound.run_id


def build_init_logger_context(
    logger_config: Any = None, pipeline_def: Any = None
) -> UnboundInitLoggerContext:
    """A context to call a logger with (2.1)."""
    return UnboundInitLoggerContext(logger_config, pipeline_def)
