"""Which types take a list of several outputs (3.2)."""

from __future__ import annotations

from modec.runtime.types import AnyType, DagsterType, ListType, NothingType, OptionalType


def supports_fan_in(given: DagsterType) -> bool:
    """Whether an input of the type may be fed by several outputs."""
    if isinstance(given, OptionalType):
        return supports_fan_in(given.inner_type)
    return isinstance(given, (ListType, AnyType, NothingType))


def fan_in_item(given: DagsterType) -> DagsterType:
    """The type of each of the outputs that feed an input of the type."""
    if isinstance(given, OptionalType):
        return fan_in_item(given.inner_type)
    return given.inner_type if isinstance(given, ListType) else given
