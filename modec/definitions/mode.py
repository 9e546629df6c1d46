"""Modes: what a pipeline's resource keys stand for (section 2)."""

from __future__ import annotations

from typing import Any

from modec.definitions.checks import (
    dict_of,
    instance_of,
    is_residual,
    list_of,
    optional_instance,
    optional_text,
)
from modec.definitions.configurable import ConfigMapping
from modec.definitions.executors import (
    ExecutorDefinition,
    IntermediateStorageDefinition,
    default_executors,
    default_intermediate_storage_defs,
    in_process_executor,
)
from modec.definitions.io_managers import mem_io_manager
from modec.definitions.logger import LoggerDefinition, default_loggers
from modec.definitions.names import check_name
from modec.definitions.origin import here, validation_is_deferred
from modec.definitions.resource import ResourceDefinition, UnknownResource
from modec.runtime.errors import CheckError

DEFAULT_MODE_NAME = "default"


class ModeDefinition:
    """A mode: resources, loggers and executors under their keys. Defaults as section 2 gives them.

    Raises `DagsterInvalidDefinitionError` for a bad name, `CheckError` for a key that is no identifier or a
    value that is no `ResourceDefinition`, `ParameterCheckError` for a `resource_defs` that is no dict.
    """

    def __init__(
        self,
        name: str | None = None,
        resource_defs: Any = None,
        logger_defs: Any = None,
        executor_defs: Any = None,
        description: str | None = None,
        intermediate_storage_defs: Any = None,
        _config_mapping: ConfigMapping | None = None,
        _partitioned_config: Any = None,
    ) -> None:
        self.name = check_name(name) if name else DEFAULT_MODE_NAME
        given = dict_of("resource_defs", _with_unknown(resource_defs), ResourceDefinition)
        for key in given:
            if not key.isidentifier():
                raise CheckError(f"Resource key '{key}' must be a valid Python identifier.")
        self.resource_defs: dict[str, ResourceDefinition] = (
            given if "io_manager" in given else {"io_manager": mem_io_manager, **given}
        )
        self.unknown: list[tuple[str, Any]] = []
        """What the build does not know of it, (argument, residual): a plan in this mode is refused."""
        self.loggers: dict[str, LoggerDefinition] = (
            dict_of("logger_defs", logger_defs, LoggerDefinition) or default_loggers()
        )
        executors = self._known("executor_defs", executor_defs)
        if (
            in_process_executor in executors
        ):  # the one that is used unless the run config says otherwise
            self.unknown.clear()
        self.executor_defs: list[ExecutorDefinition] = list_of(
            "executor_defs", executors or default_executors, ExecutorDefinition
        )
        storages = self._known("intermediate_storage_defs", intermediate_storage_defs)
        self.intermediate_storage_defs: list[IntermediateStorageDefinition] = list_of(
            "intermediate_storage_defs",
            storages or default_intermediate_storage_defs,
            IntermediateStorageDefinition,
        )
        self.description = optional_text("description", description)
        self.config_mapping: ConfigMapping | None = optional_instance(
            "_config_mapping", _config_mapping, ConfigMapping
        )
        self.partitioned_config = _partitioned_config
        self.origin = here()

    def _known(self, argument: str, given: Any) -> Any:
        """`given`, in a build without what the build cannot know."""
        given = given or []
        if not validation_is_deferred():
            return given
        members = given if isinstance(given, list) else [given]
        unknown = [member for member in members if is_residual(member)]
        self.unknown += [(argument, residual) for residual in unknown]
        return [member for member in members if not is_residual(member)] if unknown else given

    @staticmethod
    def from_resources(resources: dict[str, Any], name: str | None = None) -> ModeDefinition:
        """A mode whose resources are values that are there already."""
        instance_of("resources", resources, dict)
        wrapped = {
            key: ResourceDefinition.hardcoded_resource(value) for key, value in resources.items()
        }
        return ModeDefinition(name, wrapped)


def _with_unknown(resource_defs: Any) -> Any:
    """`resource_defs`; in a build, what the build cannot know in it waits until a plan needs it."""
    if not validation_is_deferred() or not isinstance(resource_defs, dict):
        return resource_defs
    return {
        key: UnknownResource(value) if is_residual(value) else value
        for key, value in resource_defs.items()
    }
