"""The outputs that the body of a solid yields, held against those that are declared."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modec.diagnostics import Diagnostic, Related, finding
from modec.diagnostics.near import did_you_mean
from modec.evaluate.values import UserFunction
from modec.inspect.shown import shown
from modec.inspect.uses import scopes_of
from modec.plan.records import Plan, PlannedStep
from modec.source.walking import walk
from modec.unroll.scopes import FunctionScopes

_OUTPUTS = {"Output": 1, "DynamicOutput": 2}
"""The events that are outputs, and which argument their name is."""
_DEFAULT = "result"


def wrong_outputs(plan: Plan) -> Iterator[Diagnostic]:
    """MD357 for outputs that a solid does not declare, MD358 for one that it surely yields twice (3.4)."""
    for step in plan.steps:
        function = step.solid.compute_fn
        if not isinstance(function, UserFunction) or function.is_decorated_at_run:
            continue
        asks = shown(function, step.solid.innermost.context_parameter)
        if any(_meaning(name, function) in _OUTPUTS for name in asks.given):
            yield from _of_step(step, function)


def _of_step(step: PlannedStep, function: UserFunction) -> Iterator[Diagnostic]:
    scopes = scopes_of(function)
    declared = {output.name: output for output in step.outputs}
    first: dict[str, ast.Call] = {}
    name = step.solid.innermost.name
    given = [node for node in walk(function.node) if isinstance(node, (ast.Yield, ast.Return))]
    for node in sorted(given, key=lambda node: (node.lineno, node.col_offset)):
        output = _output(node.value, function, scopes)
        if output is None:
            continue
        call, called = output
        if called not in declared:
            listed = ", ".join(map(repr, declared)) or "none"
            yield finding(
                "MD357",
                function.module.span(call),
                notes=[f"its outputs: {listed}"],
                help=f"{did_you_mean(called, declared)}declare it in output_defs, or yield one that is there",
                name=name,
                output=called,
            )
        elif not declared[called].is_dynamic and _is_sure(node, scopes):
            if called in first:
                place = function.module.span(first[called])
                yield finding(
                    "MD358",
                    function.module.span(call),
                    related=[Related(place, "yielded here already")],
                    help="an output that is yielded several times is a DynamicOutput, of a "
                    "DynamicOutputDefinition",
                    name=name,
                    output=called,
                )
            first.setdefault(called, call)


def _output(
    node: ast.expr | None, function: UserFunction, scopes: FunctionScopes
) -> tuple[ast.Call, str] | None:
    """An event that is made on the spot, with the name of its output, where that is a literal."""
    if not isinstance(node, ast.Call):
        return None
    kind = _kind(node.func, function, scopes)
    position = _OUTPUTS.get(kind)
    if position is None or any(isinstance(each, ast.Starred) for each in node.args):
        return None
    named: ast.expr | None = node.args[position] if position < len(node.args) else None
    for keyword in node.keywords:
        if keyword.arg is None:
            return None
        if keyword.arg == "output_name":
            named = keyword.value
    if named is None:
        return node, _DEFAULT
    if isinstance(named, ast.Constant) and isinstance(named.value, str):
        return node, named.value
    return None


def _kind(called: ast.expr, function: UserFunction, scopes: FunctionScopes) -> str:
    """The vocabulary's name of what is called."""
    match called:
        case ast.Name(id=name) if scopes.own.resolve(name) is None:
            return _meaning(name, function)
        case ast.Attribute(value=ast.Name(id=module), attr=name) if (
            scopes.own.resolve(module) is None
        ):
            return _meaning(f"{module}.{name}", function)
    return ""


def _meaning(called: str, function: UserFunction) -> str:
    """The vocabulary's name of what a function finds under a global name, or `module.name`."""
    variable, _, attribute = called.partition(".")
    found = function.scope.lookup(variable)
    value = found[1] if found is not None else None
    if attribute:
        return attribute if type(value).__name__ == "VocabularyModule" else ""
    is_ours = isinstance(value, type) and value.__module__.startswith("modec.")
    return value.__name__ if is_ours and isinstance(value, type) else ""


def _is_sure(node: ast.AST, scopes: FunctionScopes) -> bool:
    """Whether it is a statement of the body itself, which is reached whenever nothing fails."""
    statement = scopes.parents.get(node) if isinstance(node, ast.Yield) else node
    return statement is not None and scopes.parents.get(statement) is scopes.node
