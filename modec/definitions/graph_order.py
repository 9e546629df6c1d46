"""The order of a graph's nodes: levels of a topological sort, each sorted by name (3.3.1)."""

from __future__ import annotations

from collections.abc import Mapping

from modec.definitions.checks import invalid
from modec.definitions.dependency import Node


def topological_levels(nodes: Mapping[str, Node]) -> list[list[Node]]:
    """The nodes, level by level. Raises `DagsterInvalidDefinitionError` for a cycle, naming it."""
    waiting = {
        name: {source.solid for source in node.upstream()} & nodes.keys()
        for name, node in sorted(nodes.items())
    }
    downstream: dict[str, list[str]] = {name: [] for name in nodes}
    for name, upstream in waiting.items():
        for each in upstream:
            downstream[each].append(name)
    missing = {name: len(upstream) for name, upstream in waiting.items()}
    levels: list[list[Node]] = []
    ready = [name for name, count in missing.items() if not count]
    while ready:
        levels.append([nodes[name] for name in ready])
        following: list[str] = []
        for name in ready:
            del waiting[name]
            for each in downstream[name]:
                missing[each] -= 1
                if not missing[each]:
                    following.append(each)
        ready = sorted(following)
    if waiting:
        cycle = _cycle(waiting)
        raise invalid(
            f"Circular dependencies exist among these items: {' -> '.join(cycle)}",
            nodes[cycle[0]].origin,
        )
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
