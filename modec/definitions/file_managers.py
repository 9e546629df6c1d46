"""The ready-made resource that keeps files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modec.definitions.resource import ResourceDefinition
from modec.runtime.config_sources import StringSource
from modec.runtime.config_types import Field


def _create(context: Any) -> Iterator[Any]:
    from modec.runtime import file_managers

    yield from file_managers.local_file_manager(context.resource_config)


local_file_manager = ResourceDefinition(
    _create, {"base_dir": Field(StringSource, is_required=False)}
)
local_file_manager.kind = "local_file_manager"
local_file_manager.__name__ = "local_file_manager"  # type: ignore[attr-defined]
