"""Why each piece is in the script: who needs it first, counted in steps from the script's own code."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterable

from modec.link.items import Item
from modec.link.reachability import Reachability
from modec.link.records import Shipped
from modec.link.symbols import Binding, Global, Imported, Namespace, Nested, Product, Symbol
from modec.link.views import RUNTIME
from modec.unroll.code import Code


def reasons(reached: Reachability, items: Iterable[Item], whole: Code) -> tuple[Shipped, ...]:
    """The items and the packages imported from outside, each with the shortest chain that leads to it.

    `whole` is the script's own code. What nothing in it leads to is there for what it does when its module is
    imported.
    """
    shipped: list[Shipped] = []
    numbers: dict[Item, int] = {}
    packages: set[str] = set()
    queue: deque[tuple[Symbol | Item, int | None]] = deque(
        (symbol, None) for symbol in reached.symbols_of(whole)
    )

    def follow() -> None:
        while queue:
            wanted, user = queue.popleft()
            if isinstance(wanted, Imported):
                if wanted.top_level not in packages:
                    packages.add(wanted.top_level)
                    shipped.append(Shipped(wanted.top_level, None, 0, user))
                continue
            found = [wanted] if isinstance(wanted, Item) else reached.binders.get(wanted, [])
            for item in found:
                if item in numbers:
                    continue
                numbers[item] = len(shipped)
                symbol = item.binds[0] if isinstance(wanted, Item) and item.binds else wanted
                shipped.append(_shipped(item, symbol, user, isinstance(wanted, Item)))
                for needed, _, _ in item.needs:
                    queue.append((needed, numbers[item]))

    follow()
    for item in items:
        if item not in numbers:
            queue.append((item, None))
            follow()
    return tuple(shipped)


def _shipped(item: Item, symbol: Symbol | Item, user: int | None, is_effect: bool) -> Shipped:
    function = symbol.function if isinstance(symbol, Product) else None
    is_runtime = item.module.name.startswith(RUNTIME)
    node = function.node if function is not None else item.node
    if isinstance(symbol, Binding):
        node = getattr(symbol.value, "node", None)
    line = getattr(node, "lineno", 0) if isinstance(node, ast.AST) else 0
    return Shipped(_name(symbol), item.module, line, user, is_effect, is_runtime, function)


def _name(symbol: Symbol | Item) -> str:
    """What the author calls it; empty for a statement that binds nothing."""
    if isinstance(symbol, (Global, Binding)):
        return symbol.name
    if isinstance(symbol, Product):
        return symbol.function.__name__
    if isinstance(symbol, Nested):
        return symbol.value.__name__
    if isinstance(symbol, Namespace):
        return symbol.module.name
    return ""
