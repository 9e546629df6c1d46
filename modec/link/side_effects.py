"""What executing the author's modules does besides binding names: which statements ship for it, and when."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modec.link.effects import Effect, changed_inside, effects
from modec.link.meanings import Meanings
from modec.link.modules import Modules, Statement
from modec.link.symbols import Builtin, Global, Imported, Symbol, Target

_QUIET = frozenset({"logging", "logging.config", "warnings"})
_KNOWN_CONTAINERS = (list, dict, set, tuple, str)


class SideEffects:
    """Knows, of the statements that it was told of, which change what."""

    def __init__(self, modules: Modules, meanings: Meanings) -> None:
        self.modules = modules
        self.meanings = meanings
        self._changers: dict[Global, dict[Statement, None]] = {}
        self._subclasses: dict[Global, dict[Statement, None]] = {}

    def note(self, statement: Statement) -> bool:
        """Remember what a statement changes. Says whether it does anything beyond that.

        A method called on a container that evaluation knows changes just that container; on any other object it
        may do anything. Decorators are taken to change nothing but what the author's own code says they change.
        """
        free = False
        for effect in effects(statement.node):
            for target in self._changed(effect, statement):
                if isinstance(target, Global):
                    self._changers.setdefault(target, {})[statement] = None
                    known = isinstance(
                        self.modules.value(target.module, target.name), _KNOWN_CONTAINERS
                    )
                    free = free or (effect.kind == "call" and not known)
                else:
                    free = free or effect.kind != "decorate"
            free = free or effect.kind == "other"
        self._note_subclass(statement)
        return free

    def _changed(self, effect: Effect, statement: Statement) -> Iterator[Target]:
        if effect.kind == "other":
            return
        path = effect.path[:-1] if effect.kind == "call" else effect.path
        target = self.meanings.meaning(statement.module, effect.name, path)
        yield target
        if effect.kind == "decorate" and isinstance(target, Global):
            yield from self._changed_by_calling(target)

    def _changed_by_calling(self, symbol: Global) -> Iterator[Target]:
        """What a function of the author's changes in its body: a decorator may fill a table."""
        for binder in self.modules.view(symbol.module).binders.get(symbol.name, []):
            globals_read = {use.name for use in binder.facts.uses if use.imported is None}
            for name, path in changed_inside(binder.node):
                if name in globals_read:
                    target = self.meanings.meaning(symbol.module, name, path)
                    if isinstance(target, Global):
                        yield target

    def _note_subclass(self, statement: Statement) -> None:
        if not isinstance(statement.node, ast.ClassDef):
            return
        for base in statement.node.bases:
            for target in self.meanings.targets_in(base, statement.module):
                if isinstance(target, Global):
                    self._subclasses.setdefault(target, {})[statement] = None
                    if self._registers_subclasses(target):
                        changes = self._changers.setdefault(target, {})
                        changes[statement] = None

    def _registers_subclasses(self, symbol: Global) -> bool:
        for binder in self.modules.view(symbol.module).binders.get(symbol.name, []):
            if isinstance(binder.node, ast.ClassDef) and any(
                isinstance(inner, ast.FunctionDef) and inner.name == "__init_subclass__"
                for inner in binder.node.body
            ):
                return True
        return False

    def changers(self, symbol: Symbol) -> list[Statement]:
        """The statements that change the object that a module-level variable holds."""
        return list(self._changers.get(symbol, ())) if isinstance(symbol, Global) else []

    def subclasses(self, symbol: Symbol) -> list[Statement]:
        """The classes that inherit from a class directly."""
        return list(self._subclasses.get(symbol, ())) if isinstance(symbol, Global) else []

    def is_quiet(self, statement: Statement) -> bool:
        """Whether an effect is one that imports don't notice: `logging.basicConfig()`, `warnings.simplefilter()`."""
        return all(
            isinstance(target, Builtin)
            or (isinstance(target, Imported) and target.module in _QUIET)
            for target in self.meanings.targets(statement)
        )
