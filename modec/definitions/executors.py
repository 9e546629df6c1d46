"""Executors and intermediate storages, as far as run config speaks of them (2.2).

A script runs its steps one after another in one process, whatever the mode's executors are.
"""

from __future__ import annotations

from typing import Any

from modec.definitions.checks import function, optional_text, text
from modec.definitions.config_conversion import to_field
from modec.definitions.configurable import Configured, NamedConfigurable
from modec.definitions.io_managers import named_after
from modec.definitions.origin import here
from modec.runtime.config_scalars import IntConfig, StringConfig
from modec.runtime.config_selector import Selector
from modec.runtime.config_shapes import Shape
from modec.runtime.config_types import Field


class _Named(NamedConfigurable):
    """A definition that run config chooses by its name."""

    def __init__(
        self,
        name: str,
        config_schema: Any = None,
        creation_fn: Any = None,
        description: str | None = None,
        required_resource_keys: Any = None,
    ) -> None:
        self.name = text("name", name)
        self.config_field: Field = to_field(config_schema)
        self.creation_fn: Any = (
            None if creation_fn is None else function("creation_fn", creation_fn)
        )
        self.description = optional_text("description", description)
        self.required_resource_keys: frozenset[str] = frozenset(required_resource_keys or ())
        self.origin = here()

    def _copy_named(
        self, name: str, field: Field, configured_by: Configured, description: str | None
    ) -> Any:
        made = type(self)(name, field)
        made.creation_fn = self.creation_fn
        made.required_resource_keys = self.required_resource_keys
        made.description = description or self.description
        made.configured_by = configured_by
        return made


class ExecutorDefinition(_Named):
    """What runs the steps."""

    def __init__(
        self,
        name: str,
        config_schema: Any = None,
        requirements: Any = None,
        executor_creation_fn: Any = None,
        description: str | None = None,
    ) -> None:
        super().__init__(name, config_schema, executor_creation_fn, description)
        self.requirements = requirements

    def configured(
        self,
        config_or_config_fn: Any,
        name: str | None = None,
        config_schema: Any = None,
        description: str | None = None,
    ) -> Any:
        """A copy with its config given, under the same name unless another is given."""
        return super().configured(
            config_or_config_fn, name or self.name, config_schema, description
        )


class IntermediateStorageDefinition(_Named):
    """Where values between steps are kept; deprecated in favour of IO managers."""

    def __init__(
        self,
        name: str,
        is_persistent: bool = False,
        required_resource_keys: Any = None,
        config_schema: Any = None,
        intermediate_storage_creation_fn: Any = None,
        description: str | None = None,
    ) -> None:
        super().__init__(
            name,
            config_schema,
            intermediate_storage_creation_fn,
            description,
            required_resource_keys,
        )
        self.is_persistent = is_persistent

    def _copy_named(
        self, name: str, field: Field, configured_by: Configured, description: str | None
    ) -> Any:
        made = IntermediateStorageDefinition(
            name, self.is_persistent, self.required_resource_keys, field
        )
        made.creation_fn = self.creation_fn
        made.description = description or self.description
        made.configured_by = configured_by
        return made


def executor(name: Any = None, config_schema: Any = None, requirements: Any = None) -> Any:
    """The decorator that makes an executor of a function, bare or with arguments."""

    def decorate(fn: Any) -> ExecutorDefinition:
        called = name if isinstance(name, str) and name else fn.__name__
        made = ExecutorDefinition(called, config_schema, requirements, fn)
        return named_after(made, fn)  # type: ignore[no-any-return]

    return decorate(name) if callable(name) else decorate


def intermediate_storage(
    required_resource_keys: Any = None,
    name: str | None = None,
    is_persistent: bool = False,
    config_schema: Any = None,
) -> Any:
    """The decorator that makes an intermediate storage of a function, bare or with arguments."""

    def decorate(fn: Any, keys: Any = required_resource_keys) -> IntermediateStorageDefinition:
        made = IntermediateStorageDefinition(
            name or fn.__name__, is_persistent, keys, config_schema, fn
        )
        return named_after(made, fn)  # type: ignore[no-any-return]

    return decorate(required_resource_keys, None) if callable(required_resource_keys) else decorate


def get_retries_config() -> Field:
    """The `retries` entry of an executor's config."""
    choice = Selector({"enabled": Field(Shape({})), "disabled": Field(Shape({}))})
    return Field(choice, default_value={"enabled": {}}, is_required=False)


in_process_executor = ExecutorDefinition(
    "in_process",
    {"retries": get_retries_config(), "marker_to_close": Field(StringConfig, is_required=False)},
)
multiprocess_executor = ExecutorDefinition(
    "multiprocess",
    {
        "max_concurrent": Field(IntConfig, default_value=0, is_required=False),
        "retries": get_retries_config(),
    },
)
default_executors = [in_process_executor, multiprocess_executor]

mem_intermediate_storage = IntermediateStorageDefinition("in_memory")
fs_intermediate_storage = IntermediateStorageDefinition(
    "filesystem", True, None, {"base_dir": Field(StringConfig, is_required=False)}
)
default_intermediate_storage_defs = [mem_intermediate_storage, fs_intermediate_storage]
