"""What a function does with its context: reads that can become parameters, or an escape.

The context can be dissolved when every use of it reads something that is fixed before the function is called
and stays the same while it runs: a resource, the config, the log, the run's id (semantics 1.5 and 3.13).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from modec.evaluate.values import UserFunction
from modec.unroll.scopes import (
    AnyFunction,
    FunctionScopes,
    Occurrence,
    Scope,
    function_scopes,
)

SOLID_READS: Mapping[str, str] = {
    "solid_config": "config",
    "op_config": "config",
    "log": "log",
    "run_id": "run_id",
}
"""Attributes of a solid's context -> what is read."""

RESOURCE_READS: Mapping[str, str] = {
    "resource_config": "config",
    "log": "log",
    "log_manager": "log",
    "run_id": "run_id",
}
"""Attributes of a resource's context -> what is read (`log_manager` is the same object as `log`)."""

READS: Mapping[str, str] = {**SOLID_READS, **RESOURCE_READS}

SEES_EVERYTHING = frozenset({"locals", "eval", "exec"})
"""Builtins that can see a function's variables by name: whoever mentions them keeps the context."""
SEES_EVERYTHING_WHEN_BARE = frozenset({"vars", "dir"})
"""Those that do so when they are called without an argument."""

RESOURCES_AS_A_WHOLE = "`.resources` is handed on as a whole"


@dataclass(frozen=True)
class Read:
    """One read through the context. `what` is `resources.KEY`, `config`, `log` or `run_id`."""

    what: str
    attribute: str
    """The attribute as the author wrote it: `solid_config`, `op_config`, `resources` ..."""
    node: ast.expr
    """The whole expression that is read: `context.resources.db`."""
    scope: Scope

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the expression."""
        return self.node.lineno, self.node.col_offset


@dataclass(frozen=True)
class Escape:
    """A use of the context that only a real context object can serve."""

    reason: str
    """The end of a sentence about the context: "it is handed on"."""
    line: int
    column: int


@dataclass(frozen=True)
class ContextUse:
    """Every use of a function's context, in the order of the text."""

    reads: tuple[Read, ...]
    escapes: tuple[Escape, ...]
    scopes: FunctionScopes
    parameter: str
    """What the function calls its context."""

    @property
    def resources_escape(self) -> bool:
        """Whether the body asks `context.resources` itself: `hasattr(context.resources, "db")`."""
        return any(escape.reason == RESOURCES_AS_A_WHOLE for escape in self.escapes)

    @property
    def resource_keys(self) -> tuple[str, ...]:
        """The keys that are read of `context.resources`, in order of first use."""
        found = (
            read.what.partition(".")[2] for read in self.reads if read.attribute == "resources"
        )
        return tuple(dict.fromkeys(found))


def context_use(
    function: UserFunction | AnyFunction,
    parameter: str,
    reads: Mapping[str, str] = READS,
    scopes: FunctionScopes | None = None,
) -> ContextUse:
    """What `function` does with its context, which it calls `parameter`.

    `reads` names the attributes that its kind of context has and that may be dissolved; `scopes` are the function's
    own, where they are known.
    """
    if scopes is None:
        node = function.node if isinstance(function, UserFunction) else function
        scopes = function_scopes(node)
    mine = [
        place
        for place in scopes.named(parameter)
        if place.scope.resolve(parameter) is scopes.own and not isinstance(place.node, ast.arg)
    ]
    escapes = [
        _escape(place.node, f"`{place.name}` can see it")
        for place in scopes.occurrences
        if _sees_everything(place, scopes) and place.scope.resolve(place.name) is None
    ]
    if all(isinstance(getattr(place.node, "ctx", None), ast.Store) for place in mine):
        mine = []  # never read: the `_` that a loop counts with, say
    found: list[Read] = []
    for place in mine:
        use = _use(place.node, place.binds, place.scope, scopes, reads)
        if isinstance(use, Read):
            found.append(use)
        else:
            escapes.append(use)
    return ContextUse(tuple(found), tuple(escapes), scopes, parameter)


def _sees_everything(place: Occurrence, scopes: FunctionScopes) -> bool:
    if place.name in SEES_EVERYTHING_WHEN_BARE:
        above = scopes.parents.get(place.node)
        return not isinstance(above, ast.Call) or above.func is not place.node or not above.args
    return place.name in SEES_EVERYTHING


def _use(
    node: ast.AST, binds: bool, scope: Scope, scopes: FunctionScopes, reads: Mapping[str, str]
) -> Read | Escape:
    """One place where the context's name stands."""
    if binds:
        return _escape(node, "it is rebound")
    above = scopes.parents[node]
    if not isinstance(above, ast.Attribute) or not isinstance(above.ctx, ast.Load):
        return _escape(node, "it is handed on as a whole")
    if above.attr in reads:
        return Read(reads[above.attr], above.attr, above, scope)
    if above.attr != "resources":
        return _escape(node, f"`.{above.attr}` is read")
    whole = scopes.parents[above]
    key = resource_key(whole, above, scope)
    if key is None:
        return _escape(node, RESOURCES_AS_A_WHOLE)
    assert isinstance(whole, ast.expr)
    return Read(f"resources.{key}", "resources", whole, scope)


def resource_key(whole: ast.AST, resources: ast.Attribute, scope: Scope) -> str | None:
    """The key, where `whole` reads one resource: `context.resources.db`, `getattr(context.resources, "db")`."""
    match whole:
        case ast.Attribute(attr=key, ctx=ast.Load()) if not key.startswith("_"):
            return key  # no key of a resource starts so: `._asdict()`, `.__getattribute__(key)`
        case ast.Call(
            func=ast.Name(id="getattr"), args=[first, ast.Constant(value=str(key))], keywords=[]
        ) if (first is resources and scope.resolve("getattr") is None):
            return key
    return None


def _escape(node: ast.AST, reason: str) -> Escape:
    return Escape(reason, getattr(node, "lineno", 0), getattr(node, "col_offset", 0))
