"""The ready-made resources that keep files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modec.definitions.resource import ResourceDefinition
from modec.runtime.config_scalars import BoolConfig, StringConfig
from modec.runtime.config_sources import StringSource
from modec.runtime.config_types import Field


def _local_file_manager(context: Any) -> Iterator[Any]:
    from modec.runtime import file_managers

    yield from file_managers.local_file_manager(context.resource_config)


def _fs_file_cache(context: Any) -> Any:
    from modec.runtime import file_caches

    return file_caches.fs_file_cache(context.resource_config)


def _tempfile_resource(context: Any) -> Iterator[Any]:
    from modec.runtime import file_managers

    yield from file_managers.tempfile_resource()


def _ready_made(definition: ResourceDefinition, name: str) -> ResourceDefinition:
    definition.kind = name
    definition.__name__ = name  # type: ignore[attr-defined]
    return definition


local_file_manager = _ready_made(
    ResourceDefinition(_local_file_manager, {"base_dir": Field(StringSource, is_required=False)}),
    "local_file_manager",
)
fs_file_cache = _ready_made(
    ResourceDefinition(
        _fs_file_cache,
        {
            "overwrite": Field(BoolConfig, is_required=False, default_value=False),
            "target_folder": Field(StringConfig),
        },
    ),
    "fs_file_cache",
)
tempfile_resource = _ready_made(ResourceDefinition(_tempfile_resource), "tempfile_resource")
