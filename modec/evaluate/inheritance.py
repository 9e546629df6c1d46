"""What a class inherits: the classes that it is made of, and `super()` in their methods."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from modec.evaluate.residuals import computed
from modec.evaluate.values import (
    Computed,
    Environment,
    External,
    UserClass,
    UserFunction,
    UserInstance,
    Value,
)

_HARMLESS = frozenset({"ABC", "Generic", "Protocol", "object"})
_OF_OBJECT = frozenset({"__init__", "__init_subclass__", "__post_init__"})


@dataclass(eq=False, repr=False)
class Super(Computed):
    """`super()`: attributes are looked up in the classes behind the method's own."""

    owner: Value = None
    rest: tuple[Value, ...] = ()

    def find(self, name: str) -> UserFunction | None:
        """The method that it leads to; None where evaluation does not know."""
        for base in self.rest:
            if isinstance(base, UserClass):
                found = base.attributes.get(name)
                if name in base.attributes:
                    return found if isinstance(found, UserFunction) else None
        return None

    def rest_has(self, name: str) -> bool:
        """Whether a class behind the method's own has the attribute, or may have it."""
        return any(
            name in base.attributes if isinstance(base, UserClass) else base is not object
            for base in self.rest
        )

    def is_of_object(self, name: str) -> bool:
        """Whether it leads to a method of `object` that does nothing."""
        known = all(
            (isinstance(base, UserClass) and name not in base.attributes)
            or (isinstance(base, External) and base.path[-1:] and base.path[-1] in _HARMLESS)
            or base is object
            for base in self.rest
        )
        return known and name in _OF_OBJECT


def above(node: ast.expr, scope: Environment) -> Super | None:
    """What `super()` is in the function that a scope is of; None where its class is not known, or inherits from several."""
    inner: Environment | None = scope
    while inner is not None and inner.function is None:
        inner = inner.parent
    if inner is None or inner.function is None:
        return None
    function = inner.function
    first = next(iter(function.__signature__.parameters), None)
    owner = inner.variables.get(first) if first is not None else None
    cls = owner.cls if isinstance(owner, UserInstance) else owner
    if not isinstance(cls, UserClass):
        return None
    line = _line(cls)
    if line is None:
        return None
    for index, each in enumerate(line):
        if isinstance(each, UserClass) and any(
            isinstance(value, UserFunction) and value.node is function.node
            for value in each.attributes.values()
        ):
            made = computed(node, scope, reason="it is super()")
            return Super(
                made.node,
                made.scope,
                made.span,
                made.reason,
                owner=owner,
                rest=tuple(line[index + 1 :]),
            )
    return None


def _line(cls: UserClass) -> list[Value] | None:
    """The order in which methods are looked up, for classes of which each has one base of the author's at most."""
    line: list[Value] = [cls]
    owns = [base for base in cls.bases if isinstance(base, UserClass)]
    others = [base for base in cls.bases if not isinstance(base, UserClass)]
    if len(owns) > 1:
        return None
    for base in owns:
        behind = _line(base)
        if behind is None:
            return None
        line += behind
    return line + others
