"""Code that nests deeper than the build can follow: which, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from modec.diagnostics import InternalError, refuse
from modec.source.depth import FLATTER, deepest
from modec.source.program import Program

DEEP = 150
"""Levels of syntax that nobody writes by hand, and that are not the reason of an endless recursion."""


@contextmanager
def nesting_refused(program: Program) -> Iterator[None]:
    """Inside, running out of Python's recursion is a finding about the deepest code of the program (`Refused`, MD006).

    Raises `InternalError` where none of its code is that deep.
    """
    try:
        yield
    except RecursionError as error:
        modules = [module for _, module in sorted(program.modules.items())]
        found = [(*deepest(module.tree), module) for module in modules]
        depth, statement, module = max(found, key=lambda each: each[0])
        if depth < DEEP or statement is None:
            raise InternalError(f"endless recursion: {error}") from error
        refuse(
            "MD006",
            module.span(statement),
            reason=f"this nests too deeply for the build to follow: {depth} levels",
            help=FLATTER,
        )
