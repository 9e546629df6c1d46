"""Resources made outside of any pipeline: for contexts that tests build, and by `build_resources` (1.4)."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from modec.definitions.configured_config import config_entry
from modec.definitions.io_managers import IOManagerDefinition
from modec.definitions.resource import ResourceDefinition
from modec.runtime.config_shapes import Shape
from modec.runtime.config_types import Field, process_config
from modec.runtime.context import Resources
from modec.runtime.errors import CheckError, DagsterError, DagsterResourceFunctionError
from modec.runtime.io_managers import IOManager


def wrap_resources(resources: Mapping[str, Any] | None) -> dict[str, ResourceDefinition]:
    """The definitions of resources that are given as definitions or as values."""
    wrapped: dict[str, ResourceDefinition] = {}
    for key, value in (resources or {}).items():
        if isinstance(value, ResourceDefinition):
            wrapped[key] = value
        elif isinstance(value, IOManager):
            wrapped[key] = IOManagerDefinition.hardcoded_io_manager(value)
        else:
            wrapped[key] = ResourceDefinition.hardcoded_resource(value)
    return wrapped


class DirectResources:
    """Initialised resources, and the generators that are to be resumed when they are no longer needed.

    Raises `DagsterInvalidConfigError`, `DagsterResourceFunctionError`, and `KeyError` for a dependency that is
    not among them.
    """

    def __init__(
        self, resources: Mapping[str, Any] | None, config: Mapping[str, Any] | None = None
    ) -> None:
        definitions = wrap_resources(resources)
        self.values: dict[str, Any] = {}
        self.open: list[Iterator[Any]] = []
        schema = Shape(
            {
                key: Field(
                    Shape({"config": config_entry(each, f"Error in config for resource {key}")})
                )
                for key, each in definitions.items()
            }
        )
        self._config = process_config(schema, config or {}, "Error in config for resources ")
        try:
            for key in sorted(definitions):
                self._initialise(key, definitions, ())
        except BaseException:
            self.close()
            raise

    @property
    def has_generators(self) -> bool:
        """Whether anything has to be torn down."""
        return bool(self.open)

    def _initialise(
        self, key: str, definitions: Mapping[str, ResourceDefinition], path: tuple[str, ...]
    ) -> None:
        if key in self.values:
            return
        if key in path:
            raise CheckError(f'Resource key "{key}" transitively depends on itself.')
        definition = definitions[key]
        for needed in sorted(definition.required_resource_keys):
            self._initialise(needed, definitions, (*path, key))
        self.values[key] = self._made(key, definition)

    def _made(self, key: str, definition: ResourceDefinition) -> Any:
        from modec.direct.inits import UnboundInitResourceContext

        needs = {name: self.values[name] for name in definition.required_resource_keys}
        context = UnboundInitResourceContext((self._config[key] or {}).get("config"), needs)
        arguments = (context,) if definition.context_parameter is not None else ()
        try:
            value = definition.resource_fn(*arguments)
            if inspect.isgenerator(value):
                self.open.append(value)
                value = next(value)
        except DagsterError:
            raise
        except Exception as error:
            raise DagsterResourceFunctionError(
                f"Error executing resource_fn on ResourceDefinition {key}"
            ) from error
        return value

    def close(self) -> None:
        """Resumes the generators, the last first."""
        while self.open:
            next(self.open.pop(), None)


@contextmanager
def build_resources(
    resources: Mapping[str, Any],
    instance: Any = None,
    resource_config: Mapping[str, Any] | None = None,
    pipeline_run: Any = None,
    log_manager: Any = None,
) -> Iterator[Any]:
    """The resources, initialised, for a `with` statement; they are torn down at its end."""
    made = DirectResources(resources, resource_config)
    try:
        yield Resources(made.values)
    finally:
        made.close()
