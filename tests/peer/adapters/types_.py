"""Types of values, as Dagster's insides name them."""

from __future__ import annotations

from typing import Any

import modec
from modec.definitions.dagster_types import HintedType, resolve_type
from modec.runtime import types
from modec.runtime.types import DagsterType

__all__ = [
    "ALL_RUNTIME_BUILTINS",
    "DagsterTypeKind",
    "create_any_type",
    "create_typed_runtime_set",
    "create_typed_tuple",
    "resolve_dagster_type",
]

resolve_dagster_type = resolve_type
ALL_RUNTIME_BUILTINS = [types.Any, types.Bool, types.Float, types.Int, types.Nothing, types.String]


class DagsterTypeKind:
    """What kind of type one is: the class of modec's that it is an object of."""

    ANY = types.AnyType
    SCALAR = types.ScalarType
    LIST = types.ListType
    NULLABLE = types.OptionalType


def _unique_name(self: DagsterType) -> str | None:
    # A class that is only an annotation claims no name in modec; Dagster's tests ask for the one that is shown.
    return self.display_name if self.has_unique_name or isinstance(self, HintedType) else None


DagsterType.unique_name = property(_unique_name)  # type: ignore[attr-defined]
DagsterType.kind = property(type)  # type: ignore[attr-defined]


def create_any_type(name: str, loader: Any = None, materializer: Any = None, **kwargs: Any) -> Any:
    """A type that accepts everything."""
    return modec.DagsterType(
        lambda _context, _value: True, name=name, loader=loader, materializer=materializer, **kwargs
    )


def create_typed_runtime_set(item: Any) -> DagsterType:
    """What `Set[item]` is."""
    return modec.Set[item]  # type: ignore[misc, valid-type, return-value]


def create_typed_tuple(*items: Any) -> DagsterType:
    """What `Tuple[items]` is."""
    return modec.Tuple[items]  # type: ignore[misc, valid-type, return-value]
