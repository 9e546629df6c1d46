"""Edits of a LibCST tree, gathered first and applied in one pass that goes nowhere but to where they are.

LibCST's own transformers ask about every child of every node on the way, white space included, which takes twice as long.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import libcst as cst

from modec.diagnostics import InternalError
from modec.lower.names import Path

Change = Callable[[Any], Any]
"""Takes a node (its children already edited), gives what stands in its place: several nodes as a `FlattenSentinel`."""


class Edits:
    """The edits of one tree. Several edits of one node are applied in the order they were added."""

    def __init__(self) -> None:
        self._changes: dict[int, list[Change]] = {}
        self._on_the_way: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._changes)

    def add(self, node: cst.CSTNode, path: Path, change: Change) -> None:
        """Change `node`, which stands at the end of `path`."""
        self._changes.setdefault(id(node), []).append(change)
        self._on_the_way.add(id(node))
        self._on_the_way.update(map(id, path))

    def applied(self, tree: cst.CSTNode) -> Any:
        """The tree with everything changed. Raises `InternalError` for a change of a node that is not in it."""
        waiting = dict(self._changes)
        made = self._edited(tree, waiting)
        if waiting:
            raise InternalError(f"{len(waiting)} changes of a statement were not made")
        return made

    def _edited(self, node: cst.CSTNode, waiting: dict[int, list[Change]]) -> Any:
        changed: dict[str, Any] = {}
        for name in _fields(type(node)):
            value = getattr(node, name)
            if isinstance(value, (list, tuple)):
                if any(id(each) in self._on_the_way for each in value):
                    changed[name] = [*self._each_edited(value, waiting)]
            elif id(value) in self._on_the_way:
                changed[name] = self._edited(value, waiting)
        made = node.with_changes(**changed) if changed else node
        for change in waiting.pop(id(node), ()):
            made = change(made)
        return made

    def _each_edited(
        self, nodes: Sequence[cst.CSTNode], waiting: dict[int, list[Change]]
    ) -> Iterator[cst.CSTNode]:
        for node in nodes:
            made = self._edited(node, waiting) if id(node) in self._on_the_way else node
            if isinstance(made, cst.FlattenSentinel):
                yield from made
            else:
                yield made


_FIELDS: dict[type[cst.CSTNode], tuple[str, ...]] = {}


def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(each.name for each in dataclasses.fields(cast(Any, kind)))
    return _FIELDS[kind]
