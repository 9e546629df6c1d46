"""`itertools`: what goes over known values, whatever the elements are."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from modec.evaluate.equality import equal
from modec.evaluate.iteration import drawn, iterated, one_shot, stream
from modec.evaluate.residuals import computed, needed
from modec.evaluate.stateful import Groups, Unending
from modec.evaluate.truth import truth
from modec.evaluate.values import (
    Environment,
    OneShot,
    Residual,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_MOST = 10_000
"""Of combinations."""


class _Call:
    """One call: its arguments, and the place for what it gives."""

    def __init__(
        self,
        machine: Machine,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> None:
        self.machine, self.node, self.scope = machine, node, scope
        self.args, self.kwargs = list(args), dict(kwargs)

    def argument(self, index: int, name: str, default: Value = None) -> Value:
        """An argument that may be given by its place or its name."""
        return self.args[index] if index < len(self.args) else self.kwargs.get(name, default)

    def stream(self, value: Value) -> Iterator[Value]:
        """What going over `value` gives, as far as it is asked for."""
        return stream(self.machine, value, self.node, self.scope)

    def apply(self, function: Value, *args: Value) -> Value:
        """What calling a function that was handed in gives."""
        return self.machine.call(function, args, {}, self.node, self.scope)

    def holds(self, function: Value, element: Value) -> bool:
        """Whether a function says yes to an element. Raises `Unfollowed` where only the run knows."""
        said = element if function is None else self.apply(function, element)
        known = truth(said)
        if known is None:
            span = self.scope.module.span(self.node)
            raise needed(said, "what is filtered by", span)
        return known

    def iterator(self, produce: Callable[[], Iterable[Value]]) -> Value:
        """The iterator over what `produce` gives."""
        return one_shot(self.machine, self.node, self.scope, produce)

    def unending(self, elements: Iterator[Value]) -> Value:
        """An iterator that never ends."""
        carried = computed(self.node, self.scope, reason="it is an iterator")
        return OneShot(
            carried.node, carried.scope, carried.span, carried.reason, rest=Unending(elements)
        )


def external_call(
    machine: Machine,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value | None:
    """What a function of `itertools` gives; None for others, and where what it goes over is not known."""
    rule = _RULES.get(name)
    if rule is None:
        return None
    given = [iterated(machine, arg, node, scope) for arg in args]
    if name in _GOES_OVER and any(map(_is_unknown, given)):
        return None
    return rule(_Call(machine, given, kwargs, node, scope))


def _is_unknown(value: Value) -> bool:
    followed = isinstance(value, OneShot) and value.is_followed
    return isinstance(value, Residual) and not followed and not isinstance(drawn(value), list)


def _chain(now: _Call) -> Value:
    streams = [now.stream(arg) for arg in now.args]
    return now.iterator(lambda: itertools.chain(*streams))


def _chain_of(now: _Call) -> Value:
    if not now.args or _is_unknown(now.args[0]):
        return None
    outer = now.stream(now.args[0])
    return now.iterator(lambda: (each for part in outer for each in now.stream(part)))


def _product(now: _Call) -> Value:
    repeat = now.kwargs.get("repeat", 1)
    if not isinstance(repeat, int) or set(now.kwargs) - {"repeat"}:
        return None
    return _combined(now, itertools.product, repeat=repeat)


def _combined(now: _Call, combine: Callable[..., Iterable[Value]], **options: Any) -> Value:
    """All combinations of some lists, unless they are too many."""
    parts = [list(now.stream(arg)) for arg in now.args]
    found = list(itertools.islice(combine(*parts, **options), _MOST + 1))
    return now.iterator(lambda: found) if len(found) <= _MOST else None


def _chosen(now: _Call, choose: Callable[[Sequence[Value], int], Iterable[Value]]) -> Value:
    """`combinations(iterable, r)` and its like."""
    length = now.argument(1, "r")
    items = list(now.stream(now.args[0]))
    if length is None and choose is itertools.permutations:
        length = len(items)
    if not isinstance(length, int) or length < 0:
        return None
    found = list(itertools.islice(choose(items, length), _MOST + 1))
    return now.iterator(lambda: found) if len(found) <= _MOST else None


def _zip_longest(now: _Call) -> Value:
    fill = now.kwargs.get("fillvalue")
    streams = [now.stream(arg) for arg in now.args]
    return now.iterator(lambda: itertools.zip_longest(*streams, fillvalue=fill))


def _islice(now: _Call) -> Value:
    items, *bounds = now.args
    if _is_unknown(items) or not bounds or now.kwargs:
        return None
    if not all(each is None or (isinstance(each, int) and each >= 0) for each in bounds):
        return None
    elements = now.stream(items)
    return now.iterator(lambda: itertools.islice(elements, *bounds))


def _repeat(now: _Call) -> Value:
    times = now.argument(1, "times")
    if len(now.args) == 1 and times is None:
        return now.unending(itertools.repeat(now.args[0]))
    return now.iterator(lambda: [now.args[0]] * times) if isinstance(times, int) else None


def _count(now: _Call) -> Value:
    start, step = now.argument(0, "start", 0), now.argument(1, "step", 1)
    if not isinstance(start, (int, float)) or not isinstance(step, (int, float)):
        return None
    return now.unending(itertools.count(start, step))


def _cycle(now: _Call) -> Value:
    items = list(now.stream(now.args[0]))
    return now.unending(itertools.cycle(items)) if items else now.iterator(list)


def _take_while(now: _Call) -> Value:
    function, items = now.args
    elements = now.stream(items)
    return now.iterator(
        lambda: itertools.takewhile(lambda each: now.holds(function, each), elements)
    )


def _drop_while(now: _Call) -> Value:
    function, items = now.args
    elements = now.stream(items)
    return now.iterator(
        lambda: itertools.dropwhile(lambda each: now.holds(function, each), elements)
    )


def _filter_false(now: _Call) -> Value:
    function, items = now.args
    elements = now.stream(items)
    return now.iterator(lambda: (each for each in elements if not now.holds(function, each)))


def _compress(now: _Call) -> Value:
    items, selectors = now.stream(now.args[0]), now.stream(now.args[1])
    return now.iterator(lambda: (a for a, b in zip(items, selectors) if now.holds(None, b)))


def _starmap(now: _Call) -> Value:
    function, items = now.args
    rows = now.stream(items)
    return now.iterator(lambda: (now.apply(function, *now.stream(row)) for row in rows))


def _accumulate(now: _Call) -> Value:
    function, initial = now.argument(1, "func"), now.kwargs.get("initial")
    if function is None:
        return None  # of plain values only
    elements = now.stream(now.args[0])

    def joined(total: Value, element: Value) -> Value:
        return now.apply(function, total, element)

    return now.iterator(lambda: itertools.accumulate(elements, joined, initial=initial))


def _group_by(now: _Call) -> Value:
    """Neighbours with equal keys. A group is to be gone over before the next one is asked for."""
    key = now.argument(1, "key")
    elements = now.stream(now.args[0])

    def groups() -> Iterator[Value]:
        found: list[tuple[Value, list[Value]]] = []
        for element in elements:
            mark = element if key is None else now.apply(key, element)
            same = equal(found[-1][0], mark) if found else False
            if same is None:
                raise needed(mark, "what is grouped by", now.scope.module.span(now.node))
            if same:
                found[-1][1].append(element)
            else:
                found.append((mark, [element]))
        for mark, members in found:
            yield mark, now.iterator(lambda members=members: members)  # type: ignore[misc]

    made = now.iterator(groups)
    return Groups(made.node, made.scope, made.span, made.reason, produce=made.produce)


_RULES: dict[str, Callable[[_Call], Value]] = {
    "itertools.accumulate": _accumulate,
    "itertools.chain": _chain,
    "itertools.chain.from_iterable": _chain_of,
    "itertools.combinations": lambda now: _chosen(now, itertools.combinations),
    "itertools.combinations_with_replacement": lambda now: _chosen(
        now, itertools.combinations_with_replacement
    ),
    "itertools.compress": _compress,
    "itertools.count": _count,
    "itertools.cycle": _cycle,
    "itertools.dropwhile": _drop_while,
    "itertools.filterfalse": _filter_false,
    "itertools.groupby": _group_by,
    "itertools.islice": _islice,
    "itertools.permutations": lambda now: _chosen(now, itertools.permutations),
    "itertools.product": _product,
    "itertools.repeat": _repeat,
    "itertools.starmap": _starmap,
    "itertools.takewhile": _take_while,
    "itertools.zip_longest": _zip_longest,
}
_GOES_OVER = frozenset(_RULES) - {"itertools.repeat", "itertools.count", "itertools.islice"}
