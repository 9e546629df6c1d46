"""`re.sub` with a function of the author's, which is asked for what stands in the place of each match."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from modec.evaluate.applying import apply
from modec.evaluate.foreseen import held, plain
from modec.evaluate.residuals import computed, needed
from modec.evaluate.values import Environment, Foreseen, Residual, UserFunction, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine


def external_call(
    machine: Machine,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """What `re.sub(pattern, function, text)` gives; None for other functions, and where anything else is unknown."""
    named = {**dict(zip(("pattern", "repl", "string", "count", "flags"), args)), **kwargs}
    if name != "re.sub" or not isinstance(named.get("repl"), UserFunction):
        return None
    pattern, flags = plain(named.pop("pattern", None)), plain(named.pop("flags", 0))
    if not isinstance(flags, int):
        return None
    if not isinstance(pattern, re.Pattern):
        if not isinstance(pattern, str):
            return None
        pattern = apply(re.compile, node, scope, pattern, flags)
    return _substituted(machine, pattern, named, node, scope)


def method(
    machine: Machine,
    owner: Foreseen,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """What `pattern.sub(function, text)` gives; None for other methods, and where anything is unknown."""
    named = {**dict(zip(("repl", "string", "count"), args)), **kwargs}
    if name != "sub" or not isinstance(owner.value, re.Pattern):
        return None
    if not isinstance(named.get("repl"), UserFunction):
        return None
    return _substituted(machine, owner.value, named, node, scope)


def _substituted(
    machine: Machine,
    pattern: re.Pattern[str],
    named: dict[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    function, text, count = named.pop("repl"), named.pop("string", None), named.pop("count", 0)
    if named or type(text) is not str or type(count) is not int or type(pattern.pattern) is not str:
        return None

    def replacement(match: re.Match[str]) -> str:
        given = machine.call(function, [held(match, node, scope)], {}, node, scope)
        if type(given) is not str:
            unknown = given if isinstance(given, Residual) else computed(node, scope)
            raise needed(unknown, "what a match is replaced by", scope.module.span(node))
        return given

    return apply(lambda: pattern.sub(replacement, text, count), node, scope)
