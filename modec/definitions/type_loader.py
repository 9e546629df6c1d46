"""Loaders and materializers of the author's own types (3.4, 3.12)."""

from __future__ import annotations

from typing import Any

from modec.definitions.checks import function, text_set
from modec.definitions.config_conversion import to_config_type
from modec.definitions.origin import here


class DagsterTypeLoader:
    """A function from (context, config) to an input's value, and the config type it takes."""

    def __init__(self, config_schema: Any, func: Any, required_resource_keys: Any = None) -> None:
        self.schema_type = to_config_type(config_schema)
        self.function = function("func", func)
        self.required_resource_keys = text_set("required_resource_keys", required_resource_keys)
        self.origin = here()


class DagsterTypeMaterializer(DagsterTypeLoader):
    """A function from (context, config, value) to a materialisation, and the config type it takes."""


def dagster_type_loader(
    config_schema: Any,
    required_resource_keys: Any = None,
    loader_version: str | None = None,
    external_version_fn: Any = None,
) -> Any:
    """The decorator that makes a loader of a function."""
    return lambda fn: DagsterTypeLoader(config_schema, fn, required_resource_keys)


def dagster_type_materializer(config_schema: Any, required_resource_keys: Any = None) -> Any:
    """The decorator that makes a materializer of a function."""
    return lambda fn: DagsterTypeMaterializer(config_schema, fn, required_resource_keys)
