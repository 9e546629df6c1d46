"""Functions and classes that were defined inside a function: top-level ones of the script."""

from __future__ import annotations

import ast
import copy
from typing import TYPE_CHECKING

from modec.evaluate.values import Change, Environment, UserFunction
from modec.link.items import Item
from modec.link.meanings import Resolver
from modec.link.symbols import Literal, Nested, Product, Target
from modec.link.uses import analyse
from modec.link.views import MODULE_CONSTANTS
from modec.source.program import Module

if TYPE_CHECKING:
    from modec.link.reachability import Reachability

Made = tuple[Item, Resolver]
"""A piece, and what the names mean that are free in it."""


class Products:
    """Makes the pieces for what factories have made."""

    def __init__(self, reached: Reachability) -> None:
        self.reached = reached

    def of(self, symbol: Product | Nested) -> Made:
        """The piece for a function in its form, or for a class."""
        return self._function(symbol) if isinstance(symbol, Product) else self._class(symbol)

    def rank_of(self, module: Module, node: ast.AST) -> tuple[int, ...]:
        """The place of something inside a statement in the order of execution."""
        self.reached.imports.lazily(module)
        statement = self.reached.meanings.statement_of(module, node)
        place = self.reached.execution.rank(statement) if statement is not None else 0
        return (place, getattr(node, "lineno", 0), len(self.reached.items))

    def rank_in(self, scope: Environment, name: str, node: ast.AST) -> tuple[int, ...]:
        """The place of what a scope's variable holds: that of the statement whose execution entered the scope.

        A factory may be called by another module than its own, with what that module made before.
        """
        if scope.entered is None:
            return self.rank_of(scope.module, node)
        place, *_ = self.rank_of(scope.entered.module, scope.entered.statement)
        names = list(scope.variables)
        order = names.index(name) if name in names else len(names)
        when = scope.bound.get(name, scope.entered.serial)
        return (place, when, order, len(self.reached.items))

    def change(self, change: Change) -> Made:
        """The piece for what a factory did to an object."""
        place, *_ = self.rank_of(change.moment.module, change.moment.statement)
        rank = (place, change.moment.serial, 0, len(self.reached.items))
        item = Item(change.scope.module, change.node, rank, "code")
        lazy = self.reached.modules.view(change.scope.module).lazy_annotations
        item.facts = analyse(change.node, lazy)
        return self._in_scope(item, change.scope, change.name, True)

    def _function(self, symbol: Product) -> Made:
        function, form = symbol.function, symbol.form
        node = function.node
        item = Item(
            function.module, node, self.rank_of(function.module, node), form.section, (symbol,)
        )
        view = self.reached.modules.view(function.module)
        item.dropped_decorators = _dropped(function)
        kept = without(node, item.dropped_decorators)
        has_walrus = function.module.has_walrus
        item.facts = analyse(kept, view.lazy_annotations, has_walrus=has_walrus)
        if any(use.eager for use in item.facts.uses):  # a default or a decorator is evaluated then
            item.rank = self.rank_in(function.scope, function.__name__, node)
        self._check_nonlocals(function)
        hint = form.name or function.__name__
        return self._in_scope(item, function.scope, hint, isinstance(node, ast.Lambda))

    def _class(self, symbol: Nested) -> Made:
        value = symbol.value
        rank = self.rank_in(value.scope, value.node.name, value.node)
        item = Item(value.module, value.node, rank, "code", (symbol,))
        item.dropped_decorators = self.reached.definitional.decorators(value.node, value.module)
        lazy = self.reached.modules.view(value.module).lazy_annotations
        item.facts = analyse(without(value.node, item.dropped_decorators), lazy)
        return self._in_scope(item, value.scope, value.__name__, True)

    def _in_scope(self, item: Item, scope: Environment, hint: str, no_locals: bool) -> Made:
        """The product of a scope. Captured constants become its local variables, where it can have some."""
        eager = {use.name for use in item.facts.uses if use.eager}

        def resolve(name: str) -> Target:
            target = self.reached.meanings.in_scope(scope, name, hint)
            if not isinstance(target, Literal) or name in MODULE_CONSTANTS:
                return target
            if no_locals or name in eager:
                found = scope.lookup(name)
                assert found is not None
                return self.reached.meanings.constant(target.value, found[0], name, hint)
            item.captured[name] = target.value
            return target

        return item, resolve

    def _check_nonlocals(self, function: UserFunction) -> None:
        if function.scope.parent is None:
            return
        for node in ast.walk(function.node):
            if isinstance(node, ast.Nonlocal):
                for name in node.names:
                    if function.scope.lookup(name) is not None:
                        label = function.scope.label
                        span = function.module.span(node)
                        self.reached.findings.add("MD508", span, name=name, factory=label)


def _dropped(function: UserFunction) -> frozenset[int]:
    """The decorators that were carried out by evaluation."""
    decorators = getattr(function.node, "decorator_list", [])
    stays = {id(node) for node in function.runtime_decorators}
    return frozenset(index for index, node in enumerate(decorators) if id(node) not in stays)


def without(
    node: ast.AST, decorators: frozenset[int], members: frozenset[int] = frozenset()
) -> ast.AST:
    """A definition without some of its decorators, a class without some of the statements of its body."""
    if not decorators and not members:
        return node
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    changed = copy.copy(node)
    changed.decorator_list = [d for i, d in enumerate(node.decorator_list) if i not in decorators]
    changed.body = [member for i, member in enumerate(node.body) if i not in members]
    return changed
