"""The resources and steps of a described plan as one directed graph: nodes, and who hands what to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class GraphNode:
    """A resource or a step. `detail` is the function behind it, where it isn't called the same."""

    id: str
    kind: str
    """`resource` or `step`."""
    label: str
    detail: str = ""
    place: str | None = None


@dataclass(frozen=True)
class GraphEdge:
    """What `source` gives, `target` takes. `label`: the output and input, where they aren't the only ones."""

    source: str
    target: str
    kind: str
    """`needs` between resources, `uses` from a resource to a step, `feeds` between steps."""
    label: str = ""


@dataclass(frozen=True)
class Graph:
    """Nodes in the order in which they start, edges in the order of their targets."""

    title: str
    nodes: tuple[GraphNode, ...] = ()
    edges: tuple[GraphEdge, ...] = field(default=())

    def node(self, id: str) -> GraphNode:
        """The node of that id. Raises StopIteration."""
        return next(node for node in self.nodes if node.id == id)

    def before(self, id: str) -> list[str]:
        """The nodes that hand something to it, each once, in the order of the nodes."""
        found = {edge.source for edge in self.edges if edge.target == id}
        return [node.id for node in self.nodes if node.id in found]

    def after(self, id: str) -> list[str]:
        """The nodes that take something from it, each once, in the order of the nodes."""
        found = {edge.target for edge in self.edges if edge.source == id}
        return [node.id for node in self.nodes if node.id in found]


def graph_of(plan: dict[str, Any], resources: bool = True, steps: bool = True) -> Graph:
    """The graph of a described plan (`modec.plan.describe`), or its resources or steps alone.

    The IO manager that nobody wrote is left out.
    """
    nodes: list[GraphNode] = []
    if resources:
        nodes += [_resource_node(each) for each in plan["resources"] if not each["hidden"]]
    if steps:
        nodes += [_step_node(each) for each in _in_order(plan)]
    known = {node.id for node in nodes}
    edges = [
        edge for edge in _edges(plan) if edge.source in known and edge.target in known
    ]  # fmt: skip
    return Graph(
        f"{plan['pipeline']} in mode {plan['mode']}", tuple(nodes), tuple(dict.fromkeys(edges))
    )


def _resource_node(resource: dict[str, Any]) -> GraphNode:
    key = resource["key"]
    detail = "" if resource["function"] == key else resource["function"]
    return GraphNode(f"resource:{key}", "resource", key, detail, resource["place"])


def _step_node(step: dict[str, Any]) -> GraphNode:
    detail = "" if step["solid"] == step["key"] else step["solid"]
    return GraphNode(f"step:{step['key']}", "step", step["key"], detail, step["place"])


def _in_order(plan: dict[str, Any]) -> list[dict[str, Any]]:
    steps = {step["key"]: step for step in plan["steps"]}
    return [steps[key] for key in plan["order"] or steps]


def _edges(plan: dict[str, Any]) -> Iterator[GraphEdge]:
    outputs = {step["key"]: len(step["outputs"]) for step in plan["steps"]}
    for resource in plan["resources"]:
        for key in resource["needs"]:
            yield GraphEdge(f"resource:{key}", f"resource:{resource['key']}", "needs")
    users = {
        resource["key"]: set(resource["needed_by"])
        for resource in plan["resources"]
        if not resource["hidden"]
    }
    keys = {resource["key"] for resource in plan["resources"]}
    for step in _in_order(plan):
        for key, needed_by in users.items():
            if key in step["resources"] or (step["key"] in needed_by and step["key"] not in keys):
                yield GraphEdge(f"resource:{key}", f"step:{step['key']}", "uses")
        for planned in step["inputs"]:
            for upstream, output in _upstream(planned["source"]):
                label = (
                    planned["name"] if outputs[upstream] == 1 else f"{output}: {planned['name']}"
                )
                yield GraphEdge(f"step:{upstream}", f"step:{step['key']}", "feeds", label)


def _upstream(source: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "step" in source:
        yield source["step"], source["output"]
    for part in source.get("sources", ()):
        yield from _upstream(part)
