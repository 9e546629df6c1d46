"""The interpreter, put together of its parts."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modec.evaluate import calls, expressions, functions, imports, statements
from modec.evaluate.machine import Machine
from modec.evaluate.signals import Flow
from modec.evaluate.values import Environment, UserFunction, Value


@dataclass
class Interpreter(Machine):
    """The machine with its doors open: which file answers for what."""

    def evaluate(self, node: ast.expr, scope: Environment) -> Value:
        return expressions.evaluate(self, node, scope)

    def execute(self, body: Sequence[ast.stmt], scope: Environment) -> Flow:
        return statements.execute(self, body, scope)

    def call(
        self,
        callee: Value,
        args: Sequence[Value],
        kwargs: Mapping[str, Value],
        node: ast.expr,
        scope: Environment,
    ) -> Value:
        return calls.call(self, callee, args, kwargs, node, scope)

    def interpret(
        self, function: UserFunction, args: tuple[Value, ...], kwargs: Mapping[str, Value]
    ) -> Value:
        return functions.interpret(self, function, args, kwargs)

    def load(self, name: str) -> Environment | None:
        return imports.load(self, name)
