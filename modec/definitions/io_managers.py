"""IO managers and root input managers: resources that store outputs and load inputs (3.15)."""

from __future__ import annotations

from typing import Any

from modec.definitions import functions
from modec.definitions.checks import instance_of
from modec.definitions.config_conversion import to_field
from modec.definitions.resource import ResourceDefinition, check_resource_function, is_bare_use
from modec.runtime.config_sources import StringSource
from modec.runtime.config_types import Field
from modec.runtime.io_managers import IOManager


class IOManagerDefinition(ResourceDefinition):
    """A resource whose value is an `IOManager`. The input and output schemas are None where there is none.

    `builtin` names the ready-made ones (`mem`, `fs`, `custom_path_fs`), whose classes are in
    `modec.runtime.io_managers`.
    """

    builtin: str | None = None
    keeps_version = False

    def __init__(
        self,
        resource_fn: Any = None,
        config_schema: Any = None,
        description: str | None = None,
        required_resource_keys: Any = None,
        version: str | None = None,
        input_config_schema: Any = None,
        output_config_schema: Any = None,
    ) -> None:
        super().__init__(resource_fn, config_schema, description, required_resource_keys, version)
        self.input_config_schema = _optional_field(input_config_schema)
        self.output_config_schema = _optional_field(output_config_schema)

    @staticmethod
    def hardcoded_io_manager(value: Any, description: str | None = None) -> IOManagerDefinition:
        """An IO manager that is there already. Raises `ParameterCheckError` for what plainly is none."""
        if isinstance(value, (bool, int, float, str, list, dict)):
            instance_of("value", value, IOManager)
        made = IOManagerDefinition(lambda _context: value, description=description)
        made.has_value, made.value, made.kind = True, value, "value"
        return made


class RootInputManagerDefinition(ResourceDefinition):
    """A resource that loads inputs which nothing feeds: its function is called once for each such input."""

    keeps_version = False

    def __init__(
        self,
        resource_fn: Any = None,
        config_schema: Any = None,
        description: str | None = None,
        input_config_schema: Any = None,
        required_resource_keys: Any = None,
        version: str | None = None,
    ) -> None:
        super().__init__(resource_fn, config_schema, description, required_resource_keys, version)
        self.input_config_schema = _optional_field(input_config_schema)

    loads_directly = False
    """Whether `resource_fn` is the loading function itself, as under `@root_input_manager`."""


def _optional_field(schema: Any) -> Field | None:
    return None if schema is None else to_field(schema)


def io_manager(
    config_schema: Any = None,
    description: str | None = None,
    output_config_schema: Any = None,
    input_config_schema: Any = None,
    required_resource_keys: Any = None,
    version: str | None = None,
) -> Any:
    """The decorator that makes an IO manager of a function that returns one, bare or with arguments."""

    def decorate(fn: Any, schema: Any = config_schema) -> IOManagerDefinition:
        check_resource_function(fn, "@io_manager")
        made = IOManagerDefinition(
            fn,
            schema,
            description,
            required_resource_keys,
            version,
            input_config_schema,
            output_config_schema,
        )
        named_after(made, fn)
        return made

    return decorate(config_schema, None) if is_bare_use(config_schema) else decorate


def root_input_manager(
    config_schema: Any = None,
    description: str | None = None,
    input_config_schema: Any = None,
    required_resource_keys: Any = None,
    version: str | None = None,
) -> Any:
    """The decorator that makes a root input manager of a function that loads an input, bare or with arguments."""

    def decorate(fn: Any, schema: Any = config_schema) -> RootInputManagerDefinition:
        made = RootInputManagerDefinition(
            fn, schema, description, input_config_schema, required_resource_keys, version
        )
        made.loads_directly = True
        named_after(made, fn)
        return made

    return decorate(config_schema, None) if is_bare_use(config_schema) else decorate


def named_after(definition: Any, fn: Any) -> Any:
    """`definition`, with the name and docstring of the function that it was made of."""
    definition.__name__ = functions.name_of(fn)
    definition.__doc__ = functions.doc_of(fn)
    return definition


def _builtin(name: str, config_schema: Any = None) -> IOManagerDefinition:
    def create(context: Any) -> Any:
        from modec.runtime import io_managers

        create_value = getattr(io_managers, f"{name}_io_manager")
        return create_value() if name == "mem" else create_value(context.resource_config)

    made = IOManagerDefinition(create, config_schema)
    made.builtin = made.kind = name
    made.__name__ = f"{name}_io_manager"  # type: ignore[attr-defined]
    return made


mem_io_manager = _builtin("mem")
fs_io_manager = _builtin("fs", {"base_dir": Field(StringSource, is_required=False)})
custom_path_fs_io_manager = _builtin(
    "custom_path_fs", {"base_dir": Field(StringSource, is_required=True)}
)
