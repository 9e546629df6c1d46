"""Which objects two captured values share, one inside another's: they stay one object in the script."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from modec.evaluate.values import BoundMethod, Computed, UserInstance
from modec.link.symbols import Binding
from modec.unroll.code import Code, Shared, code


def may_share(value: Any) -> bool:
    """Whether a value is made of others that may be held elsewhere, too."""
    return isinstance(value, (list, tuple, set, frozenset, Mapping, BoundMethod))


def elsewhere(
    symbols: Iterable[Binding], is_held: Callable[[Any], bool]
) -> Callable[[Binding], Callable[[Any], Code | None]]:
    """For each of the variables that are to be written: what in it is an object that others hold.

    `symbols` are all such variables, `is_held` says of an object whether another variable of the script's is bound to it.
    """
    times = Counter(id(part) for symbol in symbols for part in _parts(symbol.value))

    def of(symbol: Binding) -> Callable[[Any], Code | None]:
        def shared(part: Any) -> Code | None:
            if not _can_change(part) or not (times[id(part)] > 1 or is_held(part)):
                return None
            return code(Shared(part, symbol.environment, symbol.name))

        return shared

    return of


def _parts(value: Any) -> Iterator[Any]:
    """The objects in a value that can be changed, each as often as it is held; what is in them counts once."""
    waiting, seen = [value], set()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        for part in _inside(each):
            if _can_change(part):
                yield part
            waiting.append(part)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, BoundMethod):
        return [value.owner]
    return value if isinstance(value, (list, tuple, set, frozenset)) else ()


def _can_change(value: Any) -> bool:
    if isinstance(value, Computed):
        # One that a module-level variable holds is written as that variable's name.
        is_member = isinstance(value, UserInstance) and value.is_member
        return not is_member and not isinstance(value.node, (ast.Name, ast.Attribute))
    return isinstance(value, (list, dict, set))
