"""Where a node stands in a pipeline: the dotted path of names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from modec.runtime.errors import CheckError


class SolidHandle(NamedTuple):
    """The name of a node, and the handle of the composite around it."""

    name: str
    parent: SolidHandle | None = None

    @property
    def path(self) -> list[str]:
        """The names, the outermost first."""
        return [*(self.parent.path if self.parent else ()), self.name]

    def to_string(self) -> str:
        """The dotted path."""
        return ".".join(self.path)

    def __str__(self) -> str:
        return self.to_string()

    @staticmethod
    def from_string(text: str) -> SolidHandle:
        """The handle of a dotted path; what stands in brackets at its end is left out."""
        handle: SolidHandle | None = None
        for name in text.partition("[")[0].split("."):
            handle = SolidHandle(name, handle)
        assert handle is not None
        return handle

    @staticmethod
    def from_path(path: Sequence[str]) -> SolidHandle:
        """The handle of the names, the outermost first."""
        return SolidHandle.from_string(".".join(path))

    def is_or_descends_from(self, ancestor: SolidHandle) -> bool:
        """Whether it is `ancestor`, or stands inside of it."""
        return self.path[: len(ancestor.path)] == ancestor.path

    def pop(self, ancestor: SolidHandle) -> SolidHandle:
        """The handle as it is seen inside of `ancestor`. Raises `CheckError` unless it stands there."""
        if not self.is_or_descends_from(ancestor):
            raise CheckError(
                f"Invariant failed. Description: Handle {self} does not descend from {ancestor}"
            )
        return SolidHandle.from_path(self.path[len(ancestor.path) :])

    def with_ancestor(self, ancestor: SolidHandle | None) -> SolidHandle:
        """The handle, put inside of `ancestor`."""
        return SolidHandle.from_path([*(ancestor.path if ancestor else ()), *self.path])


NodeHandle = SolidHandle
