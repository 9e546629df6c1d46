"""What the text of a function shows of its context and of what it gives, remembered for the next build.

Most functions give no reason for a finding, and this is enough to see it. Where there may be one, the function itself is
read, with the places of everything.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from modec.cache import remembered
from modec.evaluate.values import UserFunction
from modec.inspect.config_reads import config_reads
from modec.inspect.uses import guarded, places_of, scopes_of, use_of
from modec.source.walking import walk
from modec.unroll.context_use import ContextUse
from modec.unroll.texts import key_of


@dataclass(frozen=True)
class Shown:
    """What a function asks of its context, as far as its own text goes."""

    escapes: bool
    """Whether it uses the context in other ways than by what it reads of it."""
    attributes: frozenset[str]
    """All that is read of anything of the context's name."""
    resources: frozenset[str]
    """The keys that it reads."""
    asked: frozenset[tuple[str, str]]
    """Keys of resources, each with an attribute that is read of it, under no condition."""
    config: frozenset[str]
    """The keys of its config that it reads."""
    subscripted: frozenset[str]
    """Those of them that have to be there."""
    config_escapes: bool
    given: tuple[str, ...]
    """What is called where a value is returned or yielded: the names, or `module.name`, that are no local variables."""


@lru_cache(maxsize=4096)
def shown(function: UserFunction, context: str | None, is_resource: bool = False) -> Shown:
    """What `function` asks of its context, which it calls `context` (None when it has none), and what it gives."""
    escapes, attributes, resources, asked, config, subscripted, config_escapes, given = remembered(
        lambda: f"shown {context} {is_resource}\n{key_of(function)}",
        lambda: [*_asked_for(function, context, is_resource), sorted(_calls_given(function))],
    )
    return Shown(
        escapes,
        frozenset(attributes),
        frozenset(resources),
        frozenset((key, attribute) for key, attribute in asked),
        frozenset(config),
        frozenset(subscripted),
        config_escapes,
        tuple(given),
    )


def _asked_for(function: UserFunction, context: str | None, is_resource: bool) -> list[Any]:
    if context is None:
        return [False, [], [], [], [], [], False]
    use = use_of(function, context, is_resource)
    attributes = {
        node.attr
        for node in walk(use.scopes.node)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == context
    }
    reads = config_reads(use)
    return [
        bool(use.escapes),
        sorted(attributes),
        sorted(use.resource_keys),
        sorted(_asked(use)),
        sorted({key for key, _ in reads.keys}),
        sorted({key for key, _ in reads.subscripted}),
        reads.escapes,
    ]


def _asked(use: ContextUse) -> set[tuple[str, str]]:
    found = set()
    for read in use.reads:
        if read.attribute == "resources":
            for place in places_of(use, read):
                above = use.scopes.parents.get(place)
                if isinstance(above, ast.Attribute) and not guarded(use, above):
                    found.add((read.what.partition(".")[2], above.attr))
    return found


def _calls_given(function: UserFunction) -> set[str]:
    own = scopes_of(function).own
    found = set()
    for node in walk(function.node):
        match node:
            case ast.Yield(value=ast.Call(func=ast.Name(id=name))) | ast.Return(
                value=ast.Call(func=ast.Name(id=name))
            ):
                text = name
            case ast.Yield(
                value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute))
            ) | ast.Return(
                value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute))
            ):
                text = f"{name}.{attribute}"
            case _:
                continue
        if own.resolve(name) is None:
            found.add(text)
    return found
