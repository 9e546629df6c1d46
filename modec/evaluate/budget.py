"""Limits on evaluation, so that no input can hang the build or exhaust its memory."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from modec.diagnostics import Span, finding
from modec.evaluate.signals import Unfollowed
from modec.source.program import Module

STEPS = 2_000_000
STATEMENT_STEPS = 200_000
"""For one statement at module level, so that one runaway loop does not use up everything."""
DEPTH = 40
SIZE = 1_000_000
"""Of a string or container."""
BITS = 100_000
"""Of an integer."""


@dataclass
class Budget:
    """What is left."""

    steps: int = STEPS
    statement: int = STATEMENT_STEPS
    depth: int = 0

    def step(self, module: Module, node: ast.AST) -> None:
        """Count one step of interpretation, at a node. Raises `Unfollowed` (MD104) when none is left."""
        self.steps -= 1
        self.statement -= 1
        if self.steps < 0 or self.statement < 0:
            reason = f"more than {STATEMENT_STEPS} steps" if self.steps >= 0 else "too many steps"
            raise too_much(module.span(node), reason)

    def next_statement(self) -> None:
        """A new statement at module level begins."""
        self.statement = STATEMENT_STEPS

    def enter(self, span: Span) -> None:
        """A call begins; `leave` ends it. Raises `Unfollowed` (MD104) when calls nest too deeply."""
        if self.depth >= DEPTH:
            raise too_much(span, f"calls nest more than {DEPTH} deep")
        self.depth += 1

    def leave(self) -> None:
        """A call ends."""
        self.depth -= 1


def too_much(span: Span | None, reason: str) -> Unfollowed:
    """The exception that says so (MD104)."""
    return Unfollowed(finding("MD104", span, reason=reason))


def check_size(value: Any, span: Span | None) -> Any:
    """`value`, unless it is larger than evaluation keeps (MD104)."""
    if isinstance(value, (str, bytes, list, tuple, dict, set, frozenset)):
        if len(value) > SIZE:
            raise too_much(span, f"a value of more than {SIZE} elements")
    elif isinstance(value, int) and value.bit_length() > BITS:
        raise too_much(span, f"an integer of more than {BITS} bits")
    return value
