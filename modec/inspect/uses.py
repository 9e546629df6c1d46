"""Where what is read through a context stands, through a variable that holds nothing else, too."""

from __future__ import annotations

import ast
from functools import lru_cache

from modec.evaluate.values import UserFunction
from modec.unroll.context_use import (
    RESOURCE_READS,
    SOLID_READS,
    ContextUse,
    Read,
    context_use,
)
from modec.unroll.scopes import FunctionScopes, function_scopes, parameters

_GUARDS = (ast.Try, ast.If, ast.IfExp, ast.BoolOp, ast.Match)
"""What the author may have provided for something that is not there with."""


@lru_cache(maxsize=4096)
def scopes_of(function: UserFunction) -> FunctionScopes:
    """The scopes of a function: read once, however many plans and questions it is part of."""
    return function_scopes(function.node)


@lru_cache(maxsize=4096)
def use_of(function: UserFunction, context: str, is_resource: bool) -> ContextUse:
    """What a solid's or resource's function does with its context; as `scopes_of`."""
    reads = RESOURCE_READS if is_resource else SOLID_READS
    return context_use(function, context, reads, scopes_of(function))


def is_opaque(function: UserFunction, context: str | None) -> bool:
    """Whether its text does not show what becomes of its context: a decorator, or a wrapper of `*args`, has it."""
    if function.is_decorated_at_run:
        return True
    return context is not None and context not in {each.arg for each in parameters(function.node)}


def places_of(use: ContextUse, read: Read) -> list[ast.AST]:
    """The read itself, or the uses of the one variable that it is assigned to."""
    match use.scopes.parents.get(read.node):
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is read.node:
            places = use.scopes.named(name)
            if read.scope is use.scopes.own and sum(place.binds for place in places) == 1:
                return [place.node for place in places if not place.binds]
    return [read.node]


def guarded(use: ContextUse, node: ast.AST) -> bool:
    """Whether it stands under a condition or in a `try`."""
    above: ast.AST | None = node
    while above is not None:
        if isinstance(above, _GUARDS):
            return True
        above = use.scopes.parents.get(above)
    return False
