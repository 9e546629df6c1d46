"""Resources that a function reads of its context and that its definition does not declare (1.11)."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from modec.diagnostics import Diagnostic, Related, Span, finding
from modec.evaluate.values import UserFunction
from modec.unroll.context_use import ContextUse, Read, context_use
from modec.unroll.scopes import FunctionScopes

_CONDITIONS = (
    *(ast.If, ast.IfExp, ast.BoolOp, ast.Try, ast.For, ast.AsyncFor, ast.While, ast.Match),
    *(ast.comprehension, ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef),
)
"""What is inside of these may never be reached, where a helper serves several callers."""


def undeclared_reads(
    function: UserFunction, use: ContextUse, declared: Collection[str], name: str
) -> Iterator[Diagnostic]:
    """MD350 for each key that `function` can only fail to read, unless the author has provided for that it does.

    Reads of the functions that it hands its context to count as its own, where they read in any case.
    `name` is what its definition is called.
    """
    found = _own_reads(use, declared)
    wanted = {*declared, *(_key(read) for read in found)}
    for read in found:
        yield _finding(read, function, wanted, name)
    for helper, call, parameter in _handed_on(function, use):
        inner = context_use(helper, parameter, {each: each for each in ("log", "run_id")})
        if not helper.runtime_decorators:
            for read in _own_reads(inner, declared, _CONDITIONS):
                place = function.module.span(call)
                yield _finding(read, helper, {*wanted, _key(read)}, name, place)


def _own_reads(
    use: ContextUse, declared: Collection[str], unless: tuple[type[ast.AST], ...] = (ast.Try,)
) -> list[Read]:
    """The reads of undeclared keys that are not inside of `unless`; none where the body asks what there is."""
    if use.resources_escape:
        return []
    first = _first_reads(use, declared)
    return [read for read in first if not _is_inside(read.node, use.scopes, unless)]


def _key(read: Read) -> str:
    return read.what.partition(".")[2]


def _first_reads(use: ContextUse, declared: Collection[str]) -> Iterator[Read]:
    """The first read of each undeclared key."""
    seen: set[str] = set(declared)
    for read in use.reads:
        key = _key(read)
        if read.attribute == "resources" and key not in seen:
            seen.add(key)
            yield read


def _finding(
    read: Read,
    reader: UserFunction,
    wanted: Collection[str],
    name: str,
    handed_on: Span | None = None,
) -> Diagnostic:
    keys = ", ".join(map(repr, sorted(wanted)))
    related = []
    notes = []
    if handed_on is not None:
        related = [Related(handed_on, f"{name!r} hands its context on")]
        notes = [f"it is {reader.__name__}() that reads it, with the context of {name!r}"]
    return finding(
        "MD350",
        reader.module.span(read.node),
        related=related,
        notes=notes,
        help=f"declare it: required_resource_keys={{{keys}}}",
        key=_key(read),
        name=name,
    )


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
