from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib import resources
from typing import Iterator

from orchestration import sql
from orchestration.common import get_logger

logger = get_logger(__name__)
CONFIG = {"path": "manifest.json"}


@dataclass(frozen=True)
class Node:
    name: str
    depends_on: tuple[str, ...] = ()
    materialized: str = "view"
    tags: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def from_dict(cls, data: dict) -> Node:
        known = {key: data[key] for key in ("name", "materialized") if key in data}
        return cls(depends_on=tuple(data.get("depends_on", [])), tags=frozenset(data.get("tags", [])), **known)

    @property
    def is_table(self) -> bool:
        return self.materialized == "table"


class Manifest:
    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = {node.name: node for node in nodes}

    @classmethod
    def load(cls) -> Manifest:
        text = resources.read_text("orchestration.sql", CONFIG["path"])
        return cls([Node.from_dict(each) for each in json.loads(text)["nodes"]])

    def __iter__(self) -> Iterator[Node]:
        """In the order in which they can be run."""
        done: set[str] = set()
        waiting = dict(sorted(self.nodes.items()))
        while waiting:
            ready = [name for name, node in waiting.items() if done.issuperset(node.depends_on)]
            if not ready:
                raise ValueError(f"a cycle among {', '.join(waiting)}")
            for name in ready:
                yield waiting.pop(name)
                done.add(name)

    def select(self, *tags: str) -> list[Node]:
        return [node for node in self if not tags or node.tags & set(tags)]




def main() -> None:
    print(list(Manifest.load()))
