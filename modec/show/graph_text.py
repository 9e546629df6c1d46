"""A graph as text: a tree for the terminal, and the languages of Mermaid and Graphviz."""

from __future__ import annotations

import json

from modec.show.graphs import Graph, GraphNode
from modec.show.tables import table


def tree(graph: Graph) -> str:
    """Resources, each above what it needs, and steps, with what they take from where."""
    parts = []
    resources = Graph(
        "",
        tuple(node for node in graph.nodes if node.kind == "resource"),
        tuple(edge for edge in graph.edges if edge.kind == "needs"),
    )
    if resources.nodes:
        heading = "resources, each above what it needs"
        roots = [node.id for node in resources.nodes if not resources.after(node.id)]
        lines = _branches(resources, roots, set())
        order = ", ".join(node.label for node in resources.nodes)
        parts.append("\n".join([heading, *(f"  {line}" for line in lines), f"  start: {order}"]))
    steps = [node for node in graph.nodes if node.kind == "step"]
    if steps:
        parts.append("\n".join(["steps, in the order they run", *_steps(graph, steps)]))
    return "\n\n".join([graph.title, *parts])


def _branches(graph: Graph, ids: list[str], seen: set[str]) -> list[str]:
    lines: list[str] = []
    for id in ids:
        node = graph.node(id)
        below = graph.before(id)
        if id in seen and below:
            lines.append(f"{node.label} (see above)")
            continue
        seen.add(id)
        lines.append(_title(node))
        for position, child in enumerate(below):
            last = position == len(below) - 1
            inner = _branches(graph, [child], seen)
            lines.append(("└─ " if last else "├─ ") + inner[0])
            lines += [("   " if last else "│  ") + line for line in inner[1:]]
    return lines


def _title(node: GraphNode) -> str:
    return f"{node.label} = {node.detail}" if node.detail else node.label


def _steps(graph: Graph, steps: list[GraphNode]) -> list[str]:
    """A line a step: its number, what it takes from which steps, and the resources it uses."""
    numbers = {node.id: number for number, node in enumerate(steps, start=1)}
    wide = len(str(len(steps)))
    rows = []
    for node in steps:
        upstream = [graph.node(id) for id in graph.before(node.id)]
        takes = ", ".join(each.label for each in upstream if each.kind == "step")
        uses = ", ".join(each.label for each in upstream if each.kind == "resource")
        notes = [f"<- {takes}" if takes else "", f"[{uses}]" if uses else ""]
        text = "  ".join(note for note in notes if note)
        rows.append([f"{numbers[node.id]:>{wide}}", _title(node), text])
    return table(rows, "  ").split("\n")


def mermaid(graph: Graph) -> str:
    """The graph in Mermaid's language: for a README, a pull request, a wiki."""
    names = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    for node in graph.nodes:
        text = _title(node).replace('"', "#quot;")
        shape = f'(["{text}"])' if node.kind == "resource" else f'["{text}"]'
        lines.append(f"  {names[node.id]}{shape}")
    for edge in graph.edges:
        arrow = "-.->" if edge.kind == "uses" else "-->"
        label = f'|"{edge.label}"|' if edge.label else ""
        lines.append(f"  {names[edge.source]} {arrow}{label} {names[edge.target]}")
    return "\n".join(lines)


def dot(graph: Graph) -> str:
    """The graph in Graphviz' language."""
    quoted = json.dumps
    lines = [f"digraph {quoted(graph.title)} {{", "  rankdir=LR;", "  node [fontname=Helvetica];"]
    for node in graph.nodes:
        shape = "ellipse" if node.kind == "resource" else "box"
        lines.append(f"  {quoted(node.id)} [label={quoted(_title(node))}, shape={shape}];")
    for edge in graph.edges:
        style = ["style=dashed"] if edge.kind == "uses" else []
        label = [f"label={quoted(edge.label)}"] if edge.label else []
        attributes = f" [{', '.join(label + style)}]" if label or style else ""
        lines.append(f"  {quoted(edge.source)} -> {quoted(edge.target)}{attributes};")
    return "\n".join([*lines, "}"])
