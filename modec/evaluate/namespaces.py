"""Names by their text: `globals()`, `locals()`, `vars()`, and `eval` of a text that is known."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping, Sequence
from types import CodeType
from typing import TYPE_CHECKING

from modec.evaluate.residuals import residuals_in
from modec.evaluate.signals import Raised
from modec.evaluate.values import Environment, Opaque, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_NO_TEXT_OF_ITS_OWN = (ast.Lambda, ast.GeneratorExp, ast.NamedExpr, ast.Await, ast.Yield)
"""What lives on behind the value of an expression, or binds names: the project's text does not have it."""


def external_call(
    machine: Machine,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """What `globals()`, `locals()` and `eval(text)` give; None for others and for what is not followed.

    Raises `Raised` where the text of `eval` is none, or raises.
    """
    if name == "builtins.eval":
        return _evaluated(machine, args, kwargs, node, scope)
    if args or kwargs:
        return None
    if name == "builtins.globals":
        return scope.top.variables
    return own_variables(scope, node) if name == "builtins.locals" else None


def own_variables(scope: Environment, node: ast.expr) -> Value:
    """The variables of the function that is being carried out, in the order in which Python 3.8 lists them.

    The script has the call in another place, where it would give something else: what is not known is not carried there.
    """
    if scope.kind == "module":
        return scope.variables
    if scope.kind != "function":
        span = scope.module.span(node)
        return Opaque("locals()", span, f"it is locals() in a {scope.kind}")
    code = _code(scope)
    if code is None:
        return Opaque("locals()", scope.module.span(node), "it is what locals() gives")
    cells = sorted(name for name in code.co_cellvars if name in scope.variables)
    names = [name for name in code.co_varnames if name in scope.variables and name not in cells]
    held = {name: scope.variables[name] for name in (*names, *cells)}
    for name in sorted(_read_in(code)):
        found = scope.parent.lookup(name) if scope.parent is not None else None
        if name not in held and found is not None and found[0].kind == "function":
            held[name] = found[1]
    return held


def _code(scope: Environment) -> CodeType | None:
    """The function that is carried out, compiled: it knows which of its variables functions inside of it share."""
    node = scope.function.node if scope.function is not None else None
    if node is None:
        return None
    bare = copy.copy(node)
    if not isinstance(bare, ast.Lambda):
        bare.decorator_list = []
    statement = bare if isinstance(bare, ast.stmt) else ast.copy_location(ast.Expr(bare), bare)
    compiled = compile(ast.Module([statement], []), "<function>", "exec")
    found = (each for each in compiled.co_consts if isinstance(each, CodeType))
    name = getattr(node, "name", "<lambda>")
    return next((each for each in found if each.co_name == name), None)


def _read_in(code: CodeType) -> Iterator[str]:
    """The names that a function and those in it read from elsewhere."""
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _read_in(each)


def _evaluated(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """`eval(text)`, where what it gives is known: a script that has to carry it out is another matter."""
    text, *namespaces = args or [None]
    if not isinstance(text, str) or kwargs or len(namespaces) > 1:
        return None
    if namespaces and (type(namespaces[0]) is not dict or any(residuals_in(namespaces[0]))):
        return None
    try:
        written = ast.parse(text.strip(" \t"), mode="eval").body
    except SyntaxError as error:
        raise Raised(error, scope.module.span(node)) from None
    if any(isinstance(part, _NO_TEXT_OF_ITS_OWN) for part in ast.walk(written)):
        return None
    for part in ast.walk(written):
        if isinstance(part, ast.expr):
            ast.copy_location(part, node)
    if namespaces:
        scope = Environment(scope.module, dict(namespaces[0]), label=scope.label)
    value = machine.evaluate(written, scope)
    return None if any(residuals_in(value)) else value
