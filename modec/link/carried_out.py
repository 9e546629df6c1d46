"""What evaluation carried out of a module's code: the modules that it imported, and which imports it did not come to."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from enum import IntEnum

from modec.evaluate.values import Environment
from modec.link.facts import ImportStatement
from modec.link.views import Statement
from modec.source.program import Module

_COMPOUND = (ast.AsyncFor, ast.AsyncWith, ast.For, ast.If, ast.Match, ast.Try, ast.While, ast.With)


def carried_out_in(node: ast.stmt) -> Iterator[ast.stmt]:
    """A top-level statement, and the statements that evaluation carries out one by one in it."""
    if not isinstance(node, _COMPOUND):
        yield node
        return
    yield from (part for part in ast.walk(node) if isinstance(part, ast.stmt))


class Doubt(IntEnum):
    """Whether Python executes an import: for certain, if a condition holds that only the run knows, or not at all."""

    NONE = 0
    MAYBE = 1
    NEVER = 2


class CarriedOut:
    """Answers for every module that evaluation executed; of others it says what their text says."""

    def __init__(self, environments: Mapping[str, Environment]) -> None:
        self._environments = environments
        self._given_up: dict[Module, frozenset[ast.AST]] = {}
        self._stopped: dict[Module, frozenset[ast.stmt]] = {}

    def imported_by_name(self, statement: Statement) -> list[str | None]:
        """The modules that a statement imported by name, in order; None for each that is not known."""
        environment = self._environments.get(statement.module.name)
        if environment is None or not (environment.imported or environment.given_up):
            return []
        parts = set(ast.walk(statement.node))
        found = [name for part, _, name in environment.imported if part in parts]
        return [*found, None] if not parts.isdisjoint(environment.given_up) else found

    def imported_inside(self, statement: Statement) -> list[tuple[Module, ImportStatement]]:
        """The imports in functions that a statement carried out, each with the module whose text it is in."""
        environment = self._environments.get(statement.module.name)
        if environment is None or not environment.inner_imports:
            return []
        parts = set(carried_out_in(statement.node))
        return [(module, node) for part, module, node in environment.inner_imports if part in parts]

    def acts(self, statement: Statement) -> bool:
        """Whether a statement did something outside of the project, in functions or on the way to a value."""
        environment = self._environments.get(statement.module.name)
        if environment is None or not environment.acting:
            return False
        return not environment.acting.isdisjoint(carried_out_in(statement.node))

    def effects(self, statement: Statement) -> list[tuple[Module, ast.AST, str]]:
        """What a statement did outside of the project in functions: where it is written, and what it is, in words."""
        environment = self._environments.get(statement.module.name)
        if environment is None or not environment.effects:
            return []
        parts = set(carried_out_in(statement.node))
        return [
            (where, node, what) for part, where, node, what in environment.effects if part in parts
        ]

    def functions_called(self, statement: Statement) -> frozenset[ast.AST] | None:
        """The author's functions that a statement called, those with texts of their own; None where others may have been called."""
        environment = self._environments.get(statement.module.name)
        if environment is None or "__name__" not in environment.variables:
            return None
        if statement.module not in self._stopped:
            self._stopped[statement.module] = frozenset(environment.given_up)
        parts = list(carried_out_in(statement.node))
        if not self._stopped[statement.module].isdisjoint(parts):
            return None
        functions = [node for part in parts for node in environment.called.get(part, ())]
        return frozenset(node for node in functions if node) if None not in functions else None

    def called_for(self, call: ast.expr, statement: Statement) -> list[str | None]:
        """The modules that one call of a statement imported, by name; None for each that is not known."""
        environment = self._environments.get(statement.module.name)
        imported = environment.imported if environment is not None else []
        return [name for _, node, name in imported if node is call]

    def doubt(self, statement: Statement, node: ImportStatement) -> Doubt:
        """Whether an import that a statement may execute was executed."""
        environment = self._environments.get(statement.module.name)
        if node is statement.node or environment is None or "__name__" not in environment.variables:
            return Doubt.NONE
        if node in environment.executed:
            return Doubt.NONE
        around = _around(statement.node, node)
        if any(isinstance(each, (ast.ClassDef, ast.With, ast.AsyncWith)) for each in around):
            return Doubt.NONE
        if any(isinstance(each, (ast.ExceptHandler, ast.Try, ast.Match)) for each in around):
            return Doubt.MAYBE
        if statement.module not in self._given_up:
            parts = (part for each in environment.given_up for part in ast.walk(each))
            self._given_up[statement.module] = frozenset(parts)
        if node in self._given_up[statement.module]:
            return Doubt.MAYBE
        return Doubt.NEVER


def _around(outer: ast.AST, inner: ast.AST) -> list[ast.AST]:
    """The nodes from `outer` down to the one that holds `inner`."""
    for child in ast.iter_child_nodes(outer):
        if child is inner:
            return [outer]
        below = _around(child, inner)
        if below:
            return [outer, *below]
    return []
