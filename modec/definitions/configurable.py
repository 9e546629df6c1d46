"""Definitions with a config schema, and `configured`, which gives them their config beforehand (1.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from modec.definitions import functions
from modec.definitions.checks import invalid, known, text
from modec.definitions.config_conversion import to_field
from modec.runtime.config_types import Field
from modec.runtime.errors import ParameterCheckError


@dataclass(frozen=True)
class Configured:
    """How a definition made by `configured` gets the config of the one that it was made from.

    `config` is the config itself, or, where `is_function`, a function from the outer config (what run config
    holds, validated against the outer schema) to it. The result is validated against `inner`'s schema when run config
    is resolved.
    """

    inner: Any
    config: Any
    is_function: bool


class Configurable:
    """The base of the definitions that `configured` takes."""

    config_field: Field
    """The field that run config's `config` entry must fit."""
    configured_by: Configured | None = None
    """Set where this definition was made by `configured`."""

    @property
    def config_schema(self) -> Field:
        """Dagster's name for `config_field`."""
        return self.config_field

    @property
    def has_config_field(self) -> bool:
        """Whether run config may hold config for this definition."""
        return True

    @property
    def innermost(self) -> Any:
        """The definition at the bottom of all `configured`, whose function gets the config."""
        found: Any = self
        while found.configured_by is not None:
            found = found.configured_by.inner
        return found

    def _configuration(
        self, config_or_config_fn: Any, config_schema: Any
    ) -> tuple[Field, Configured]:
        """The outer field and the configuration for a copy of this definition."""
        known("what configured() is given", config_or_config_fn)
        is_function = callable(config_or_config_fn)
        return to_field(config_schema), Configured(self, config_or_config_fn, is_function)


class AnonymousConfigurable(Configurable):
    """A configurable definition without a name: resources, loggers."""

    def configured(
        self, config_or_config_fn: Any, config_schema: Any = None, description: str | None = None
    ) -> Any:
        """A copy whose config is given, or is computed by a function from config that fits `config_schema`."""
        field, configuration = self._configuration(config_or_config_fn, config_schema)
        return self._copy_configured(field, configuration, description)

    def _copy_configured(
        self, field: Field, configured_by: Configured, description: str | None
    ) -> Any:
        raise NotImplementedError


class NamedConfigurable(Configurable):
    """A configurable definition whose copy needs a name of its own: solids, composites, executors."""

    def configured(
        self,
        config_or_config_fn: Any,
        name: str,
        config_schema: Any = None,
        description: str | None = None,
    ) -> Any:
        """A copy called `name`, configured as by `AnonymousConfigurable.configured`."""
        field, configuration = self._configuration(config_or_config_fn, config_schema)
        return self._copy_named(text("name", name), field, configuration, description)

    def _copy_named(
        self, name: str, field: Field, configured_by: Configured, description: str | None
    ) -> Any:
        raise NotImplementedError


def configured(configurable: Any, config_schema: Any = None, **kwargs: Any) -> Callable[[Any], Any]:
    """The decorator form of `.configured(...)`; it is also called with a dict of config.

    Raises `ParameterCheckError` for what cannot be configured. A solid takes the decorated function's name
    unless `name=` is given.
    """
    known("what is configured", configurable)
    if type(configurable).__name__ == "PendingInvocation":
        raise ParameterCheckError(
            "You have invoked `configured` on a PendingNodeInvocation (an intermediate type), which is produced by "
            "aliasing or tagging a solid definition. Call `configured` on the definition *before* `tag` or `alias`."
        )
    if not isinstance(configurable, (AnonymousConfigurable, NamedConfigurable)):
        raise ParameterCheckError(
            f'Param "configurable" is not configurable. Got {configurable!r} which is type {type(configurable)}. '
            "Only the following types can be used with the `configured` method: ResourceDefinition, "
            "ExecutorDefinition, CompositeSolidDefinition, SolidDefinition, LoggerDefinition, and "
            "IntermediateStorageDefinition."
        )

    def apply(config_or_config_fn: Any) -> Any:
        if isinstance(configurable, AnonymousConfigurable):
            return configurable.configured(
                config_or_config_fn, config_schema=config_schema, **kwargs
            )
        others = {key: value for key, value in kwargs.items() if key != "name"}
        name = kwargs.get("name")
        if not name and callable(config_or_config_fn):
            name = functions.name_of(config_or_config_fn)
        return configurable.configured(
            config_or_config_fn, name=name, config_schema=config_schema, **others  # type: ignore[arg-type]
        )

    return apply


class ConfigMapping:
    """How a composite's or job's own config becomes the config of what is inside (3.8, 3.17)."""

    def __init__(
        self,
        config_fn: Any,
        config_schema: Any = None,
        receive_processed_config_values: bool | None = None,
    ) -> None:
        if not callable(config_fn):
            raise ParameterCheckError(f'Param "config_fn" is not callable. Got {config_fn!r}.')
        self.config_fn = config_fn
        self.config_field = to_field(config_schema)
        self.receive_processed_config_values = receive_processed_config_values is not False

    @property
    def config_schema(self) -> Field:
        """Dagster's name for `config_field`."""
        return self.config_field


def config_mapping(
    config_fn: Any = None,
    *,
    config_schema: Any = None,
    receive_processed_config_values: bool | None = None,
) -> Any:
    """The decorator that makes a `ConfigMapping` of a function; bare or with arguments."""
    if config_fn is not None:
        return ConfigMapping(config_fn, config_schema, receive_processed_config_values)
    return lambda fn: ConfigMapping(fn, config_schema, receive_processed_config_values)


def composite_config_mapping(name: str, config_schema: Any, config_fn: Any) -> ConfigMapping | None:
    """The mapping of a composite's `config_schema` and `config_fn`.

    Raises `DagsterInvalidDefinitionError` for a schema without a function (3.8).
    """
    if config_fn is None and config_schema is None:
        return None
    if config_fn is None:
        raise invalid(
            f"@composite_solid '{name}' defines a configuration schema but does not define a configuration function."
        )
    return ConfigMapping(config_fn, config_schema)
