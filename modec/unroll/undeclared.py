"""Resources that a function reads of its context and that its definition does not declare (1.11)."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from modec.diagnostics import Diagnostic, Related, finding
from modec.diagnostics.near import did_you_mean
from modec.evaluate.values import UserFunction
from modec.unroll.context_use import ContextUse, Read, context_use
from modec.unroll.scopes import FunctionScopes

_CONDITIONS = (
    *(ast.If, ast.IfExp, ast.BoolOp, ast.Try, ast.For, ast.AsyncFor, ast.While, ast.Match),
    *(ast.comprehension, ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef),
)
"""What is inside of these may never be reached, where a helper serves several callers."""


@dataclass(frozen=True)
class Undeclared:
    """A read of a key that is not declared: `reader` does it, a function that is handed the context in `call`, if any."""

    read: Read
    reader: UserFunction
    call: ast.Call | None = None

    @property
    def key(self) -> str:
        """The key that is read."""
        return self.read.what.partition(".")[2]


def undeclared_reads(
    function: UserFunction, use: ContextUse, declared: Collection[str]
) -> list[Undeclared]:
    """The first read of each key that `function` can only fail to read, unless the author has provided for that.

    Reads of the functions that it hands its context to count as its own, where they read in any case.
    """
    found = [Undeclared(read, function) for read in _own_reads(use, declared, (ast.Try,))]
    for helper, call, parameter in _handed_on(function, use):
        if not helper.is_decorated_at_run:
            inner = context_use(helper, parameter, {})
            reads = _own_reads(inner, declared, _CONDITIONS)
            found += [Undeclared(read, helper, call) for read in reads]
    return found


def undeclared_findings(
    function: UserFunction, use: ContextUse, declared: Collection[str], name: str
) -> list[Diagnostic]:
    """MD350 for each undeclared read. `name` is what the function's definition is called."""
    found = undeclared_reads(function, use, declared)
    wanted = ", ".join(map(repr, sorted({*declared, *(each.key for each in found)})))
    findings = []
    for each in found:
        related, notes = [], []
        if each.call is not None:
            place = function.module.span(each.call)
            related = [Related(place, f"{name!r} hands its context on")]
            notes = [f"it is {each.reader.__name__}() that reads it, with the context of {name!r}"]
        findings.append(
            finding(
                "MD350",
                each.reader.module.span(each.read.node),
                related=related,
                notes=notes,
                help=f"{did_you_mean(each.key, declared)}declare it: required_resource_keys={{{wanted}}}",
                key=each.key,
                name=name,
            )
        )
    return findings


def _own_reads(
    use: ContextUse, declared: Collection[str], unless: tuple[type[ast.AST], ...]
) -> list[Read]:
    """The first read of each undeclared key that is not inside of `unless`; none where the body asks what there is."""
    first: dict[str, Read] = {}
    for read in use.reads:
        key = read.what.partition(".")[2]
        if (
            read.attribute == "resources"
            and key not in declared
            and not _is_inside(read.node, use.scopes, unless)
        ):
            first.setdefault(key, read)
    return [] if use.resources_escape else list(first.values())


def _handed_on(
    function: UserFunction, use: ContextUse
) -> Iterator[tuple[UserFunction, ast.Call, str]]:
    """The functions of the author's that are called with the context, and what they call it."""
    for place in use.scopes.occurrences:
        if place.name != use.parameter or place.scope.resolve(place.name) is not use.scopes.own:
            continue
        above = use.scopes.parents.get(place.node)
        call = use.scopes.parents.get(above) if isinstance(above, ast.keyword) else above
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        found = function.scope.lookup(call.func.id)
        is_local = place.scope.resolve(call.func.id) is not None
        if found is None or is_local or not isinstance(found[1], UserFunction):
            continue
        parameter = _parameter(found[1], call, place.node)
        if parameter is not None and not _is_inside(call, use.scopes, (ast.Try,)):
            yield found[1], call, parameter


def _parameter(helper: UserFunction, call: ast.Call, argument: ast.AST) -> str | None:
    """The parameter of `helper` that an argument of the call goes to."""
    arguments = helper.node.args
    for keyword in call.keywords:
        if keyword.value is argument:
            names = [each.arg for each in (*arguments.args, *arguments.kwonlyargs)]
            return keyword.arg if keyword.arg in names else None
    positional = [*arguments.posonlyargs, *arguments.args]
    for index, each in enumerate(call.args):
        if isinstance(each, ast.Starred):
            return None
        if each is argument:
            return positional[index].arg if index < len(positional) else None
    return None


def _is_inside(node: ast.AST, scopes: FunctionScopes, kinds: tuple[type[ast.AST], ...]) -> bool:
    above = scopes.parents.get(node)
    while above is not None and above is not scopes.node:
        if isinstance(above, kinds):
            return True
        above = scopes.parents.get(above)
    return False
