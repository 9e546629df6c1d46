"""Solid selections: `["a", "*b", "c+"]` (5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from modec.definitions.dependency import (
    Dependency,
    DependencyDefinition,
    MultiDependencyDefinition,
    Node,
    SolidInvocation,
)
from modec.definitions.graph import GraphDefinition
from modec.definitions.pipeline import PipelineDefinition
from modec.diagnostics import finding
from modec.diagnostics.near import did_you_mean
from modec.plan.refusals import RefusedSelection
from modec.runtime.errors import DagsterInvalidDefinitionError

_CLAUSE = re.compile(r"(\*|\+*)([A-Za-z0-9_]+)(\*|\+*)$")


def clause_parts(clause: str) -> tuple[int | None, str, int | None] | None:
    """How many levels above the name, the name, and how many below; None for all. None for what is no clause."""
    match = _CLAUSE.match(clause.strip())
    if match is None:
        return None
    above, name, below = match.groups()
    return (None if above == "*" else len(above), name, None if below == "*" else len(below))


def selected(pipeline: PipelineDefinition, selection: Sequence[str]) -> frozenset[str]:
    """The names of the top-level nodes that the clauses select. Raises `RefusedSelection` (MD213) for a clause without any."""
    nodes = pipeline.graph.node_dict
    upstream = {name: sorted({s.solid for s in node.upstream()}) for name, node in nodes.items()}
    downstream: dict[str, list[str]] = {name: [] for name in nodes}
    for name, sources in upstream.items():
        for source in sources:
            downstream[source].append(name)
    found: set[str] = set()
    for clause in selection:
        parts = clause_parts(clause)
        if parts is None or parts[1] not in nodes:
            raise _unknown(pipeline, selection, clause)
        above, name, below = parts
        found |= {
            name,
            *_reach(name, above, upstream),
            *_reach(name, below, downstream),
        }
    return frozenset(found)


def _unknown(
    pipeline: PipelineDefinition, selection: Sequence[str], clause: str
) -> RefusedSelection:
    """A clause that selects nothing: that is an error also where other clauses select something."""
    nodes = pipeline.graph.node_dict
    shown = list(selection)
    message = f"No qualified solids to execute found for solid_selection={shown}"
    near = did_you_mean(clause.strip("*+ "), nodes)
    help = f"{near}solids: {', '.join(sorted(nodes))}"
    found = finding("MD213", pipeline.origin, help=help, pipeline=pipeline.name, selection=shown)
    return RefusedSelection(message, [found])


def _reach(name: str, hops: int | None, neighbours: Mapping[str, Sequence[str]]) -> set[str]:
    """The nodes at most so many hops away; all that can be reached for None."""
    reached: set[str] = set()
    border, done = {name}, 0
    while border and (hops is None or done < hops):
        border = {each for node in sorted(border) for each in neighbours[node]} - reached
        reached |= border
        done += 1
    return reached


def subset(
    pipeline: PipelineDefinition, names: frozenset[str]
) -> tuple[PipelineDefinition, list[Node]]:
    """The pipeline with only these top-level nodes, and the nodes that were left out.

    Raises `RefusedSelection` (MD213) where an input is left that nothing can feed.
    """
    kept = [node for node in pipeline.graph.nodes if node.name in names]
    dependencies: dict[Any, dict[str, Dependency]] = {}
    for node in kept:
        key = SolidInvocation(node.definition.name, node.name, node.tags, None, node.retry_policy)
        key.hook_defs, key.origin = node.hook_defs, node.origin
        dependencies[key] = {
            name: narrowed
            for name, dependency in node.dependencies.items()
            if (narrowed := _narrowed(dependency, names)) is not None
        }
    definitions = {id(node.definition): node.definition for node in kept}
    try:
        graph = GraphDefinition(
            pipeline.graph.name,
            node_defs=list(definitions.values()),
            dependencies=dependencies,
            tags=pipeline.graph.tags,
        )
        made = PipelineDefinition(
            name=pipeline.name,
            description=pipeline.description,
            mode_defs=pipeline.mode_defs,
            tags=pipeline.own_tags,
            hook_defs=set(pipeline.hook_defs),
            solid_retry_policy=pipeline.solid_retry_policy,
            graph_def=graph,
        )
    except DagsterInvalidDefinitionError as error:
        message = f"The attempted subset {sorted(names)} for pipeline {pipeline.name} results in an invalid pipeline: {error}"
        found = finding(
            "MD213",
            pipeline.origin,
            notes=[str(error)],
            pipeline=pipeline.name,
            selection=sorted(names),
        )
        raise RefusedSelection(message, [found]) from error
    made.origin = pipeline.origin
    return made, [node for node in pipeline.graph.nodes if node.name not in names]


def _narrowed(dependency: Dependency, names: frozenset[str]) -> Dependency | None:
    """The dependency without the outputs of nodes that are left out; None when it is not left."""
    if isinstance(dependency, MultiDependencyDefinition):
        kept = [
            each
            for each in dependency.dependencies
            if not isinstance(each, DependencyDefinition) or each.solid in names
        ]
        return MultiDependencyDefinition(kept)
    return dependency if all(source.solid in names for source in dependency.sources()) else None
