"""The config of what is called directly, outside of any run (1.3)."""

from __future__ import annotations

from typing import Any

from modec.definitions.configurable import Configurable
from modec.definitions.configured_config import config_entry
from modec.runtime.config_shapes import Shape
from modec.runtime.config_types import process_config


def direct_config(definition: Configurable, given: Any, preamble: str, mapping: str) -> Any:
    """The resolved config of a direct call. Raises `DagsterInvalidConfigError`; `mapping` opens what is wrong inside."""
    schema = Shape({"config": config_entry(definition, mapping)})
    resolved = process_config(schema, {"config": given} if given else {}, preamble)
    return resolved.get("config")
