"""Dicts of definitions of which running code asks the keys only: `set(FLAGS_SCHEMA)`, `key in SCHEMA`.

A script has no definitions, but their names it may have: the use is replaced by a dict of the same keys.
"""

from __future__ import annotations

import ast

from modec.evaluate.values import Value
from modec.link.meanings import definition_in
from modec.link.modules import Modules
from modec.link.symbols import Global, Literal
from modec.source.program import Module

_COUNTING = frozenset({"enumerate", "frozenset", "iter", "len", "list", "set", "sorted", "tuple"})


class KeysOnly(tuple[str, ...]):
    """The keys of a dict; its text is that of a dict which has them, and no values."""

    def __repr__(self) -> str:
        return repr(dict.fromkeys(self))


class Keys:
    """Recognises such uses. The parents of nodes are looked up once a module."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self._parents: dict[Module, dict[ast.AST, ast.AST]] = {}
        self._tables: dict[Global, bool] = {}

    def of(self, symbol: Global, node: ast.expr, module: Module) -> Literal | None:
        """What stands for a use of `symbol` at `node`; None where it is no such dict, or more than its keys is asked."""
        value = self.modules.value(symbol.module, symbol.name)
        if not isinstance(value, dict):
            return None
        if symbol not in self._tables:
            self._tables[symbol] = _names_definitions(value)
        if not self._tables[symbol]:
            return None
        bound_once = len(self.modules.bindings.of(symbol.module, symbol.name)) == 1
        return Literal(KeysOnly(value)) if bound_once and self._asks_keys(node, module) else None

    def _asks_keys(self, node: ast.expr, module: Module) -> bool:
        if module not in self._parents:
            self._parents[module] = {
                child: parent
                for parent in ast.walk(module.tree)
                for child in ast.iter_child_nodes(parent)
            }
        parents = self._parents[module]
        above = parents.get(node)
        if isinstance(
            above, ast.Attribute
        ):  # the use is the name, or the name and what is read from it
            node, above = above, parents.get(above)
        if isinstance(node, ast.Attribute):
            return node.attr == "keys" and isinstance(above, ast.Call) and above.func is node
        if isinstance(above, (ast.For, ast.AsyncFor, ast.comprehension)):
            return above.iter is node
        if isinstance(above, ast.Compare):
            return above.comparators == [node] and isinstance(above.ops[0], (ast.In, ast.NotIn))
        return (
            isinstance(above, ast.Call)
            and isinstance(above.func, ast.Name)
            and above.func.id in _COUNTING
            and above.args == [node]
        )


def _names_definitions(value: dict[Value, Value]) -> bool:
    named = all(isinstance(key, str) for key in value)
    return named and definition_in(list(value.values())) is not None
