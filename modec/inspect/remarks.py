"""What the bodies of pipelines, composites and graphs do to no effect."""

from __future__ import annotations

from collections.abc import Iterator

from modec.definitions.graph import GraphDefinition
from modec.diagnostics import Diagnostic, finding

_HELP = {
    "MD360": "leave the return out: nothing takes a pipeline's value",
    "MD361": "add the parentheses that invoke it, or take the line out",
}


def remark_findings(graph: GraphDefinition) -> Iterator[Diagnostic]:
    """MD360 and MD361 about a graph and the graphs in it, outermost first."""
    for remark in graph.remarks:
        yield finding(remark.code, remark.origin, help=_HELP[remark.code], **remark.names)
    for definition in graph.node_defs:
        if isinstance(definition, GraphDefinition):
            yield from remark_findings(definition)
