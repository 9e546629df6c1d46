"""The config of definitions that `configured` made (1.6)."""

from __future__ import annotations

from modec.definitions.configurable import Configurable, Configured
from modec.runtime.config_configured import Given, Mapped
from modec.runtime.config_types import AnyConfigType, ConfigType, Field
from modec.runtime.errors import DagsterInvalidDefinitionError


def owner_of(definition: Configurable) -> str:
    """What a configured definition is called where its function fails."""
    return f"a `configured` {type(definition).__name__}"


def config_entry(definition: Configurable, preamble: str) -> Field:
    """The `config` entry of a definition: its own field, or what stands in for it where it was `configured` (1.6).

    `preamble` opens the message about config that does not fit the inner definition. Raises
    `DagsterInvalidDefinitionError` for a function's schema that is optional and has no default.
    """
    configured = definition.configured_by
    if configured is None:
        return definition.config_field
    inner = config_entry(configured.inner, preamble).config_type
    if not configured.is_function:
        return Field(Given(inner, configured.config, preamble))
    return mapped_entry(definition, configured, definition.config_field, inner, preamble)


def mapped_entry(
    definition: Configurable,
    configured: Configured,
    outer: Field,
    inner: ConfigType,
    preamble: str,
) -> Field:
    """The `config` entry of a definition whose config a function makes from what `outer` lets through.

    Raises `DagsterInvalidDefinitionError` for an `outer` that is optional and has no default.
    """
    mapped = Mapped(outer.config_type, configured.config, inner, preamble, owner_of(definition))
    if outer.has_default and not outer.default_is_implicit:
        return Field(mapped, default_value=outer.default_value)
    if outer.is_required or outer.has_default:
        return Field(mapped)
    if isinstance(outer.config_type, AnyConfigType):
        # Dagster's function is handed {} where there is nothing.
        return Field(mapped, default_value={})
    raise DagsterInvalidDefinitionError(
        "the schema of a configured function cannot be optional without a default value"
    )
