"""Loaders and materializers of the author's own types (3.4, 3.12)."""

from __future__ import annotations

from typing import Any

from modec.definitions import functions
from modec.definitions.checks import function, invalid, is_residual, optional_text, text_set
from modec.definitions.config_conversion import to_config_type
from modec.definitions.origin import here


class DagsterTypeLoader:
    """A function from (context, config) to an input's value, and the config type it takes."""

    def __init__(
        self,
        config_schema: Any,
        func: Any,
        required_resource_keys: Any = None,
        loader_version: str | None = None,
    ) -> None:
        self.loader_version = optional_text("loader_version", loader_version)
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

    def decorate(fn: Any) -> DagsterTypeLoader:
        _check_loader(fn)
        return DagsterTypeLoader(config_schema, fn, required_resource_keys, loader_version)

    return decorate


def _check_loader(fn: Any) -> None:
    """Raises `DagsterInvalidDefinitionError` for a function that takes no context, or no value."""
    if is_residual(fn):
        return
    given = functions.positional_names(functions.parameters(fn))
    for index, wanted in enumerate(("context", "*")):
        if index >= len(given) or (index == 0 and given[0].strip("_") not in ("", wanted)):
            raise invalid(
                f"@dagster_type_loader '{functions.name_of(fn)}' decorated function does not have required positional "
                f"parameter '{wanted}'. Solid functions should only have keyword arguments that match input names and "
                "a first positional parameter named 'context'."
            )


def dagster_type_materializer(config_schema: Any, required_resource_keys: Any = None) -> Any:
    """The decorator that makes a materializer of a function."""
    return lambda fn: DagsterTypeMaterializer(config_schema, fn, required_resource_keys)
