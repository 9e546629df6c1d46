"""Where a node stands in a pipeline: the dotted path of names."""

from __future__ import annotations

from typing import NamedTuple


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


NodeHandle = SolidHandle
