"""The order of the pieces: sections, and within them the order in which Python executed the originals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from modec.link.items import Item
from modec.link.modules import Modules
from modec.link.symbols import Symbol

SECTIONS = ("early support", "code", "resources", "solids", "support")


def needed_while_loading(items: Iterable[Item], binders: Mapping[Symbol, list[Item]]) -> set[Item]:
    """The items that must be there before the author's code is loaded: what executing its statements evaluates.

    A function or class that is evaluated may be called, so what its body needs counts, too; a base class is
    only inherited from. The script's own settings are evaluated last, when everything is there.
    """
    found: set[Item] = set()
    called: set[Item] = set()
    pending: list[tuple[Symbol, bool]] = []
    for item in items:
        if item.section == "support":
            continue
        pending.extend((symbol, not inherits) for symbol, eager, inherits in item.needs if eager)
    while pending:
        symbol, is_called = pending.pop()
        for item in binders.get(symbol, []):
            if item not in found:
                found.add(item)
                pending.extend((s, not inherits) for s, eager, inherits in item.needs if eager)
            if is_called and item not in called:
                called.add(item)
                pending.extend((s, True) for s, eager, _ in item.needs if not eager)
    return found


def place(items: Iterable[Item], early: set[Item]) -> None:
    """Move what is needed while the script loads out of the sections that come too late for it."""
    for item in items:
        if item in early:
            if item.section == "support":
                item.section = "early support"
            elif item.section in {"resources", "solids"}:
                item.section = "code"


def ordered(
    items: Iterable[Item], binders: Mapping[Symbol, list[Item]], modules: Modules
) -> list[Item]:
    """Items by section and rank, except that what a statement evaluates stands before it.

    Of a name that several statements bind, the first one has to: the others come where they came. What a
    called function needs was there in time, too, unless its module is one that only functions import.
    """

    def key(item: Item) -> tuple[int, str, tuple[int, ...]]:
        is_runtime = modules.view(item.module).is_runtime
        return SECTIONS.index(item.section), item.module.name if is_runtime else "", item.rank

    result: dict[Item, None] = {}
    entered: set[Item] = set()

    def visit(item: Item) -> None:
        if item in entered:
            return
        entered.add(item)
        for symbol, eager, inherits in item.needs:
            bound = binders.get(symbol, [])
            if eager and bound and not any(binder in result for binder in bound):
                visit(min(bound, key=key))
            if eager and not inherits:
                for late in late_needs(symbol):
                    if not waits(late):
                        visit(late)
        result[item] = None

    def waits(item: Item) -> bool:
        """Whether an item needs one that is being visited: then it comes in its own time."""
        pending, seen = [item], {item}
        while pending:
            for symbol, eager, _ in pending.pop().needs:
                bound = binders.get(symbol, []) if eager else []
                if not bound or any(binder in result for binder in bound):
                    continue
                first = min(bound, key=key)
                if first in entered:
                    return True
                if first not in seen:
                    seen.add(first)
                    pending.append(first)
        return False

    def late_needs(symbol: Symbol) -> Iterator[Item]:
        pending, seen = [symbol], {symbol}
        while pending:
            for item in binders.get(pending.pop(), []):
                if item.is_late:
                    yield item
                for needed, eager, _ in item.needs:
                    if not eager and needed not in seen:
                        seen.add(needed)
                        pending.append(needed)

    wanted = sorted((item for item in items if item.section in SECTIONS), key=key)
    for item in wanted:
        visit(item)
    return list(result)
