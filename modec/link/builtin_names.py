"""Variables of modules that are called like a builtin: the name means the builtin until the module binds it, and again once
it has deleted it.

So `_map = map` is the builtin, and `def map(f, items)` below it changes nothing about that; and where `range = xrange` fails, or is
never reached, `range` is the builtin as before. What is called otherwise in the script, because others read the builtin
there, has to be told so.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping

from modec.link.facts import Use
from modec.link.items import Item
from modec.link.modules import Modules
from modec.link.records import Piece
from modec.link.scopes import bound_names
from modec.link.symbols import Global, Symbol
from modec.link.views import Statement
from modec.source.walking import walk


def means_builtin(use: Use, statement: Statement, modules: Modules) -> bool:
    """Whether a use in a top-level statement finds a builtin, whatever its module calls by that name from then on.

    Only what is evaluated while the statement itself is executed counts. Where a function may have bound the name
    by then, or another module, the answer is False.
    """
    name, module = use.name, statement.module
    if not use.eager or use.stored or use.imported is not None or not _is_builtin(name):
        return False
    view = modules.view(module)
    if name in view.late_bound or modules.assignments.is_stored_to(module, name):
        return False
    binders = modules.bindings.of(module, name)
    if not binders or any(each not in view.statements for each in binders):
        return False
    here = view.statements.index(statement)
    first = min(view.statements.index(each) for each in binders)
    return here < first or (here == first and _is_before(use.node, name, statement.node))


def _is_builtin(name: str) -> bool:
    return hasattr(builtins, name) or name == "__builtins__"


def _is_before(read: ast.expr, name: str, node: ast.stmt) -> bool:
    """Whether a statement, where it reads a name at one place, has surely not bound it yet; loops are not looked into."""
    if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
        return False
    blocks = [block for block in _BLOCKS if getattr(node, block, None)]
    for block in blocks if isinstance(node, (ast.If, ast.Try, ast.With, ast.ExceptHandler)) else ():
        statements = getattr(node, block)
        for index, inner in enumerate(statements):
            if not _holds(inner, read):
                continue
            before = [
                *_run_before(node, block),
                *(statements[:index] if block != "handlers" else ()),
            ]
            return not any(name in bound_names(each) for each in before) and _is_before(
                read, name, inner
            )
    return True  # in a condition, a decorator, the value of an assignment: evaluated before the statement binds


_CONDITIONAL = (ast.If, ast.Try, ast.For, ast.AsyncFor, ast.While, ast.With, ast.Match)
_BLOCKS = ("body", "handlers", "orelse", "finalbody")


def _run_before(node: ast.AST, block: str) -> list[ast.AST]:
    """What a statement may have completed when it comes to one of its blocks, that block's own part left out."""
    if not isinstance(node, ast.Try) or block == "body":
        return []
    if block == "handlers":
        return [*node.body[:-1]]  # whatever the last one binds, it has not if it failed
    return [*node.body, *(node.handlers if block == "finalbody" else ())]


def _holds(node: ast.AST, read: ast.expr) -> bool:
    return any(each is read for each in walk(node))


def with_builtins(
    pieces: list[Piece],
    item: Item,
    names: Mapping[Symbol, str],
    modules: Modules,
    begun: set[Symbol],
) -> list[Piece]:
    """The pieces of an item, with what makes its variables mean the builtins where nothing else is bound to them.

    `begun` are the variables that items before this one bind; this one's are added to it.
    """
    renamed = {
        symbol: names[symbol]
        for symbol in item.binds
        if isinstance(symbol, Global) and _is_builtin(symbol.name) and names[symbol] != symbol.name
    }
    deletes = isinstance(item.node, ast.Delete)
    lines = [
        f"{new} = {symbol.name}"
        for symbol, new in renamed.items()
        if deletes or (symbol not in begun and not _is_surely_bound(symbol, modules))
    ]
    begun.update(renamed)
    if not lines:
        return pieces
    builtin = Piece(item.section, item.module, None, (), text="\n".join(lines))
    return [*pieces, builtin] if deletes else [builtin, *pieces]


def _is_surely_bound(symbol: Global, modules: Modules) -> bool:
    """Whether the first statement that binds a variable always does: it has no conditions, and nothing to be caught in it."""
    binders = modules.bindings.of(symbol.module, symbol.name)
    return bool(binders) and not isinstance(binders[0].node, _CONDITIONAL)
