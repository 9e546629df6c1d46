"""Small parts that the tests of the plan are made of."""

from __future__ import annotations

from typing import Any

from modec.definitions.resource import ResourceDefinition
from modec.definitions.solid import SolidDefinition, solid


def res(*needs: str) -> ResourceDefinition:
    """A resource that needs others."""
    return ResourceDefinition(lambda context: None, required_resource_keys=set(needs))


def step(name: str, *keys: str, inputs: int = 1) -> SolidDefinition:
    """A solid with the inputs `x`, `y` that needs resources."""

    def none(context: Any) -> None: ...
    def one(context: Any, x: Any) -> None: ...
    def two(context: Any, x: Any, y: Any) -> None: ...

    made: SolidDefinition = solid(name=name, required_resource_keys=set(keys))(
        (none, one, two)[inputs]
    )
    return made
