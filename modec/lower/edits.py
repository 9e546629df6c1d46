"""Edits of a LibCST tree, gathered first and applied in one pass that visits only what leads to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from modec.lower.names import Path

Change = Callable[[Any], Any]
"""Takes a node (its children already edited), gives what stands in its place."""


class Edits(cst.CSTTransformer):
    """The edits of one tree. Several edits of one node are applied in the order they were added."""

    def __init__(self) -> None:
        super().__init__()
        self._changes: dict[int, list[Change]] = {}
        self._on_the_way: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._changes)

    def add(self, node: cst.CSTNode, path: Path, change: Change) -> None:
        """Change `node`, which stands at the end of `path`."""
        self._changes.setdefault(id(node), []).append(change)
        self._on_the_way.add(id(node))
        self._on_the_way.update(map(id, path))

    def on_visit(self, node: cst.CSTNode) -> bool:
        return id(node) in self._on_the_way

    def on_leave(self, original_node: cst.CSTNode, updated_node: Any) -> Any:
        for change in self._changes.get(id(original_node), ()):
            updated_node = change(updated_node)
        return updated_node
