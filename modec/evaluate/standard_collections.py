"""`collections`: dicts that make their missing values, that count, and that keep an order.

They are the real ones, whose values are values of evaluation. How they are written down in a script is for `unroll` to say.
"""

from __future__ import annotations

import ast
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modec.evaluate.applying import apply
from modec.evaluate.equality import looks_inside
from modec.evaluate.iteration import elements
from modec.evaluate.operators import key_for
from modec.evaluate.residuals import residuals_in
from modec.evaluate.values import Environment, Intrinsic, Residual, UserClass, UserFunction, Value

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

_NATIVE = (list, dict, set, int, float, str, bool, tuple, frozenset)
"""Types that make a missing value by themselves."""


@dataclass(frozen=True, eq=False)
class Factory:
    """The author's function that makes the missing values of a `defaultdict`."""

    value: UserFunction | UserClass | Intrinsic
    made: Callable[[], Value]

    def __call__(self) -> Value:
        return self.made()


def external_call(
    machine: Machine,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """What `defaultdict(...)`, `OrderedDict(...)` and `Counter(...)` give; None for others, and where they are made of what is not known."""
    rule = _RULES.get(name)
    if rule is None or any(isinstance(arg, Residual) for arg in args[-1:]):
        return None
    return rule(machine, args, kwargs, node, scope)


def _defaultdict(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    factory, *given = args or [None]
    if isinstance(factory, (UserFunction, UserClass, Intrinsic)):
        asked = factory
        factory = Factory(asked, lambda: machine.call(asked, [], {}, node, scope))
    elif factory is not None and not any(factory is each for each in _NATIVE):
        return None
    made: defaultdict[Value, Value] = defaultdict(factory)
    made.update(machine.call(dict, given, kwargs, node, scope))
    return made


def _ordered_dict(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    return OrderedDict(machine.call(dict, args, kwargs, node, scope))


def _counter(
    machine: Machine,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    counted = args[0] if args else {}
    if len(args) > 1:
        return None
    if isinstance(counted, dict):
        return Counter({**counted, **kwargs})
    made: Counter[Value] = Counter()
    for element in elements(machine, counted, node, scope):
        key = key_for(made, element, node, scope)
        made[key] += 1
    made.update(kwargs)
    return made


_RULES = {
    "collections.defaultdict": _defaultdict,
    "typing.DefaultDict": _defaultdict,
    "collections.OrderedDict": _ordered_dict,
    "collections.Counter": _counter,
}
KINDS = (defaultdict, OrderedDict, Counter)
PURE: dict[type, frozenset[str]] = {
    Counter: frozenset({"most_common", "elements", "total"}),
    OrderedDict: frozenset(),
    defaultdict: frozenset(),
}
CHANGING: dict[type, frozenset[str]] = {
    Counter: frozenset({"subtract"}),
    OrderedDict: frozenset({"move_to_end"}),
    defaultdict: frozenset(),
}


def method(
    owner: Value,
    name: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.expr,
    scope: Environment,
) -> Value:
    """What a method gives that dicts do not have; `NotImplemented` where it depends on what only the run knows."""
    given = (*args, *kwargs.values())
    if any(any(residuals_in(value)) for value in given) or any(map(looks_inside, owner)):
        return NotImplemented
    found = apply(lambda: getattr(owner, name)(*args, **kwargs), node, scope)
    return list(found) if name == "elements" else found


def copied(owner: Value, inner: Callable[[Value], Value]) -> Value:
    """A copy of one of these, its values as `inner` gives them."""
    made = owner.copy()
    for key in made:
        made[key] = inner(made[key])
    return made
