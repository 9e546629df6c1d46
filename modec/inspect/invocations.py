"""Where the steps of a plan are invoked."""

from __future__ import annotations

from modec.definitions.graph import GraphDefinition
from modec.diagnostics import Span
from modec.plan.records import Plan


def invocation_of(plan: Plan, key: str) -> Span | None:
    """Where the node of a step stands in the body of its pipeline or composite."""
    graph = plan.pipeline.graph
    *outer, name = key.split(".")
    for each in outer:
        definition = graph.node_dict[each].definition
        assert isinstance(definition, GraphDefinition)
        graph = definition
    return graph.node_dict[name].origin
