"""Solids that are defined for nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modec.definitions.graph import GraphDefinition
from modec.definitions.solid import SolidDefinition
from modec.diagnostics import Diagnostic, finding
from modec.evaluate import Evaluation
from modec.source.program import Module


def never_invoked(evaluation: Evaluation) -> Iterator[Diagnostic]:
    """MD355 for each solid of the entry module's own that no pipeline has and no module mentions again.

    Modules that are imported may hold solids for other pipelines, so theirs are not asked about.
    """
    used = {
        id(definition)
        for pipeline in evaluation.pipelines.values()
        for definition in pipeline.graph.iterate_node_defs()
    }
    entry = evaluation.entry.module
    if not evaluation.pipelines or "__all__" in evaluation.entry.variables:
        return
    mentioned: set[str] | None = None
    for statement in entry.tree.body:
        if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        value = evaluation.entry.variables.get(statement.name)
        if not isinstance(value, (SolidDefinition, GraphDefinition)) or id(value) in used:
            continue
        if mentioned is None:
            modules = [each.module for each in evaluation.environments.values()]
            mentioned = {name for module in modules for name in _mentioned(module)}
        if statement.name not in mentioned and value.name not in mentioned:
            yield finding(
                "MD355",
                value.origin,
                help="invoke it in the body of a pipeline, or take it out; where another module imports it, "
                "a module of its own says so",
                name=value.name,
            )


def _mentioned(module: Module) -> Iterator[str]:
    """The names that a module reads, imports, or writes in texts."""
    for node in ast.walk(module.tree):
        match node:
            case (
                ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name) | ast.alias(name=name)
            ):
                yield name
            case ast.Constant(value=str(name)):
                yield name
