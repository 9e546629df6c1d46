"""Names that need not exist: those behind conditions that never hold, and those whose absence is caught.

So programs that once ran on Python 2 name what only that has: `unicode`, `basestring`, `xrange`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from modec.link.meanings import Meanings
from modec.link.modules import Modules
from modec.link.symbols import Global, Imported
from modec.source.program import Module
from modec.source.python_versions import PYTHON_2_BUILTINS, holds_everywhere

Known = Callable[[ast.expr], bool | None]
"""Whether a condition that is a name, or an attribute of one, holds, as far as the build knows."""

_CATCHING = frozenset({"NameError", "UnboundLocalError", "Exception", "BaseException"})


class Guarded:
    """Knows which names of Python 2 a module need not have."""

    def __init__(self, modules: Modules, meanings: Meanings) -> None:
        self.modules = modules
        self.meanings = meanings
        self._guarded: dict[Module, frozenset[ast.AST]] = {}

    def may_lack(self, name: str, node: ast.AST, module: Module) -> bool:
        """Whether a name is one of Python 2's, and the node that reads it is not evaluated or may fail."""
        if name not in PYTHON_2_BUILTINS:
            return False
        if module not in self._guarded:
            self._guarded[module] = guarded(module.tree, lambda test: self._known(test, module))
        return node in self._guarded[module]

    def _known(self, test: ast.expr, module: Module) -> bool | None:
        for target in self.meanings.targets_in(test, module):
            if isinstance(target, Imported) and target.top_level == "six":
                asked = test.attr if isinstance(test, ast.Attribute) else target.name
                return {"PY2": False, "PY3": True}.get(asked or "")
            if isinstance(target, Global) and isinstance(test, ast.Name):
                value = self.modules.value(target.module, target.name)
                is_constant = isinstance(value, bool) and not self.modules.assignments.is_rebound(
                    target
                )
                return bool(value) if is_constant else None
        return None


def guarded(tree: ast.AST, known: Known) -> frozenset[ast.AST]:
    """The nodes of a module that are not evaluated, or may fail with a `NameError`."""
    return frozenset(part for root in _roots(tree, known) for part in ast.walk(root))


def _roots(tree: ast.AST, known: Known) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If):
            holds = _holds(node.test, known)
            if holds is not None:
                yield from node.orelse if holds else node.body
        elif isinstance(node, ast.IfExp):
            holds = _holds(node.test, known)
            if holds is not None:
                yield node.orelse if holds else node.body
        elif isinstance(node, ast.BoolOp):
            ending = isinstance(node.op, ast.Or)
            answers = [_holds(each, known) is ending for each in node.values]
            if True in answers:
                yield from node.values[answers.index(True) + 1 :]
        elif isinstance(node, ast.Try) and any(map(_catches, node.handlers)):
            yield from node.body


def _holds(test: ast.expr, known: Known) -> bool | None:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _holds(test.operand, known)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        ending = isinstance(test.op, ast.Or)
        answers = [_holds(each, known) for each in test.values]
        if ending in answers:
            return ending
        return None if None in answers else not ending
    if isinstance(test, (ast.Name, ast.Attribute)):
        return known(test)
    return holds_everywhere(test)


def _catches(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(kind, ast.Name) and kind.id in _CATCHING for kind in kinds)
