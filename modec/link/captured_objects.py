"""The objects that factories' products captured: the variables of the script that hold them, and what makes them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from modec.diagnostics import Refused, Span
from modec.evaluate.values import Change, Computed, UserInstance, Value
from modec.link.held_instances import holder, is_carried_out, is_unnamed
from modec.link.items import Item
from modec.link.sharing import elsewhere, may_share
from modec.link.symbols import Binding, Nested, Product
from modec.link.views import Statement
from modec.unroll.code import PLAIN, Code
from modec.unroll.values import Elsewhere, own_code

if TYPE_CHECKING:
    from modec.link.reachability import Reachability


class CapturedObjects:
    """Makes captured objects part of a script, each one time."""

    def __init__(self, reached: Reachability) -> None:
        self.reached = reached
        self._unwritten: list[tuple[Item, Binding, Span | None]] = []
        """Variables that hold other objects, which may turn out to be held by others as well."""
        self._unnamed: list[tuple[Item, Binding, Statement]] = []
        """Variables for instances that were made without a name, and the statements that made them."""
        self._changes: set[Change] = set()

    def add(self, symbol: Binding, span: Span | None) -> None:
        """Make the variable of an object part of the script; `span` is who asks for it first."""
        module = symbol.environment.module
        rank = self.reached.products.rank_in(symbol.environment, symbol.name, _first_node(symbol))
        item = Item(module, None, rank, "code", (symbol,))
        if may_share(symbol.value):
            self._unwritten.append((item, symbol, span))
        else:
            self._write_binding(item, symbol, span, lambda part: None)

    def write(self) -> bool:
        """Write what is to be written, now that it is known which objects are shared. Says whether there was anything."""
        if not self._unwritten:
            return self._find_held()
        unwritten, self._unwritten = self._unwritten, []
        shared = elsewhere([symbol for _, symbol, _ in unwritten], self.reached.meanings.is_held)
        for item, symbol, span in unwritten:
            self._write_binding(item, symbol, span, shared(symbol))
        return True

    def _write_binding(
        self, item: Item, symbol: Binding, span: Span | None, shared: Elsewhere
    ) -> None:
        try:
            item.code = (
                self._found_again(symbol.value)
                or self._remembered(symbol.value)
                or own_code(symbol.value, lambda part: self._remembered(part) or shared(part))
            )
        except Refused as refusal:
            self.reached.findings.adopt(refusal, span)
            return
        self.reached.items.append(item)
        self.reached.binders[symbol].append(item)
        if is_unnamed(symbol.value):
            statement = self.reached.meanings.statement_of(
                symbol.value.scope.module, symbol.value.node
            )
            if statement is not None and is_carried_out(symbol.value.node, statement.node):
                self._unnamed.append((item, symbol, statement))
        code = item.code
        self.reached.later(lambda: self.reached.expand_code(item, code))
        self.add_changes(symbol)

    def _found_again(self, value: Value) -> Code | None:
        """Where an object is held that no expression gives; None for others. Raises `Refused` where it is held nowhere."""
        if not isinstance(value, Computed) or value.lost is None:
            return None
        place = holder(value, self.reached.modules)
        if place is None:
            raise Refused([value.lost])
        return place

    def _remembered(self, value: Value) -> Code | None:
        """The call of the function that keeps an object, where no variable of the author's has it."""
        memos = self.reached.modules.memos
        if isinstance(value, Computed) and value.unnamed is not None:
            name = getattr(value.node, "id", "")
            return memos.code_for(value) if memos.keeps(value.scope.module, name) else None
        return memos.code_for(value)

    def _find_held(self) -> bool:
        """Have what captures an unnamed instance find it where it is held, if the statement ships that makes it."""
        found = False
        for item, symbol, statement in list(self._unnamed):
            if statement not in self.reached.shipped:
                continue
            self._unnamed.remove((item, symbol, statement))
            found = True
            place = holder(symbol.value, self.reached.modules)
            if place is None and not isinstance(symbol.value, UserInstance):
                continue  # what others make is mostly a value: an environment variable, a path
            if place is None:
                reason = "it is made without a name in a statement that the script has, too"
                span, help = statement.module.span(symbol.value.node), "give it a name of its own"
                self.reached.findings.add("MD501", span, name=symbol.name, reason=reason, help=help)
                continue
            item.code = place
            self.reached.expand_code(item, place)
        return found

    def add_changes(self, symbol: Binding | Product | Nested) -> None:
        """Whatever a factory did to the object behind a variable comes with it."""
        if isinstance(symbol, Product):
            if symbol.form != PLAIN:
                return
            done = symbol.function.changes
        else:
            done = getattr(symbol.value, "changes", [])
        for change in done:
            if change not in self._changes:
                self._changes.add(change)
                self.reached.add(*self.reached.products.change(change))


def _first_node(symbol: Binding) -> ast.AST:
    """Where the captured object was made, as far as it is known."""
    node = getattr(symbol.value, "node", None)
    return node if isinstance(node, ast.AST) else ast.Pass(lineno=0)
