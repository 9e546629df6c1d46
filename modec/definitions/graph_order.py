"""The order of a graph's nodes: levels of a topological sort, each sorted by name (3.3.1)."""

from __future__ import annotations

from collections.abc import Mapping

from modec.definitions.checks import invalid
from modec.definitions.dependency import Node


def topological_levels(nodes: Mapping[str, Node]) -> list[list[Node]]:
    """The nodes, level by level. Raises `DagsterInvalidDefinitionError` for a cycle, naming it."""
    waiting = {
        name: {source.solid for source in node.upstream()} for name, node in sorted(nodes.items())
    }
    levels: list[list[Node]] = []
    while waiting:
        ready = [name for name, upstream in waiting.items() if not upstream & waiting.keys()]
        if not ready:
            cycle = _cycle(waiting)
            raise invalid(
                f"Circular dependencies exist among these items: {' -> '.join(cycle)}",
                nodes[cycle[0]].origin,
            )
        levels.append([nodes[name] for name in ready])
        for name in ready:
            del waiting[name]
    return levels


def _cycle(waiting: Mapping[str, set[str]]) -> list[str]:
    """A cycle among nodes that all wait for one another, starting with its first name: `a -> b -> a`."""
    path = [min(waiting)]
    while True:
        following = min(waiting[path[-1]] & waiting.keys())
        if following in path:
            cycle = path[path.index(following) :]
            start = cycle.index(min(cycle))
            return [*cycle[start:], *cycle[:start], cycle[start]]
        path.append(following)
