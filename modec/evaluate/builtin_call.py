"""One call of a builtin, as the rules for builtins take it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from modec.evaluate.iteration import elements, one_shot, stream
from modec.evaluate.residuals import computed, residuals_in
from modec.evaluate.signals import Raised
from modec.evaluate.values import (
    Environment,
    Value,
)

if TYPE_CHECKING:
    from modec.evaluate.machine import Machine

Rule = Callable[["Call"], Value]


class Call:
    """One call of a builtin: its arguments, and the place for what it gives."""

    def __init__(
        self,
        machine: Machine,
        callee: Value,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> None:
        self.machine, self.callee, self.node, self.scope = machine, callee, node, scope
        self.args, self.kwargs = list(args), dict(kwargs)

    def residual(self, reason: str = "") -> Value:
        """The call itself, for the run."""
        self.machine.may_have_called((*self.args, *self.kwargs.values()))
        operands = [r for value in (*self.args, *self.kwargs.values()) for r in residuals_in(value)]
        return computed(self.node, self.scope, operands, reason)

    def items(self, value: Value) -> list[Value]:
        """What iterating `value` yields."""
        return elements(self.machine, value, self.node, self.scope)

    def stream(self, value: Value) -> Iterator[Value]:
        """What iterating `value` yields, as far as it is asked for."""
        return stream(self.machine, value, self.node, self.scope)

    def iterator(self, produce: Callable[[], Iterable[Value]]) -> Value:
        """The iterator over what `produce` gives."""
        return one_shot(self.machine, self.node, self.scope, produce)

    def call(self, function: Value, *args: Value) -> Value:
        """What calling a function that was handed in gives."""
        return self.machine.call(function, args, {}, self.node, self.scope)

    def error(self, error: Exception) -> Raised:
        """The exception of the program."""
        return Raised(error, self.scope.module.span(self.node))
