"""What functions ask of their context that only Dagster around a run could give."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modec.diagnostics import Diagnostic, finding
from modec.evaluate.values import UserFunction
from modec.inspect.shown import shown
from modec.plan.records import Plan
from modec.source.walking import walk

_OF_SOLIDS = frozenset({"file_manager", "get_step_execution_context", "instance", "pdb"})
_OF_RESOURCES = frozenset({"instance", "pipeline_def_for_backwards_compat", "resource_def"})


def absent_attributes(plan: Plan) -> Iterator[Diagnostic]:
    """MD362 for each attribute of Dagster's contexts (1.5, 3.13) that a function reads and that a script's lack.

    It does not stop the build: what stands there may be meant for runs under Dagster only.
    """
    for resource in plan.resources:
        definition = resource.definition.innermost
        yield from _absent(definition.resource_fn, definition, _OF_RESOURCES, True)
    for step in plan.steps:
        yield from _absent(step.solid.compute_fn, step.solid.innermost, _OF_SOLIDS, False)


def _absent(
    function: object, definition: object, absent: frozenset[str], is_resource: bool
) -> Iterator[Diagnostic]:
    context = getattr(definition, "context_parameter", None)
    if not isinstance(function, UserFunction) or context is None:
        return
    if absent.isdisjoint(shown(function, context, is_resource).attributes):
        return
    for node in walk(function.node):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == context
            and node.attr in absent
        ):
            yield finding(
                "MD362",
                function.module.span(node),
                help="ask for what the run itself has: its run_id, log, config and resources",
                name=function.__name__,
                attribute=node.attr,
            )
