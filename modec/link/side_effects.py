"""What executing the author's modules does besides binding names: which statements ship for it, and when."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cached_property

from modec.evaluate.values import Computed, GlobalRef, OneShot, UserClass, Value
from modec.link.aliases import IMMUTABLE, Aliases
from modec.link.call_changes import CallChanges
from modec.link.called_code import MAKING, CalledCode
from modec.link.definitional import Definitional
from modec.link.effects import Effect, effects, executed_at_once
from modec.link.meanings import Meanings, is_definition
from modec.link.memos import Memo
from modec.link.modules import Modules
from modec.link.symbols import Builtin, Global, Imported, Symbol, Target
from modec.link.views import Statement
from modec.source.program import Module

_QUIET = frozenset({"logging", "logging.config", "warnings"})
_REGISTERING = frozenset({"listens_for", "compiles", "component"})
"""Decorators of SQLAlchemy and spaCy; most others have `register` in their name."""
_KNOWN_CONTAINERS = (list, dict, set, tuple, str)


class SideEffects:
    """Knows, of the statements that it was told of, which change what."""

    def __init__(self, modules: Modules, meanings: Meanings, definitional: Definitional) -> None:
        self.modules = modules
        self.meanings = meanings
        self.definitional = definitional
        self.aliases = Aliases(modules, meanings)
        self.call_changes = CallChanges(modules, meanings)
        self.called = CalledCode(modules, meanings, self.aliases, self.call_changes)
        self._changers: dict[Global, dict[Statement, None]] = {}
        self._indirect: dict[Global, dict[Statement, None]] = {}
        """Assignments that change something by what they call."""
        self._subclasses: dict[Global, dict[Statement, None]] = {}
        self._noted = 0
        self._of_groups: dict[tuple[Global, int, int], list[Statement]] = {}
        """The statements that change any of a group of aliases, by one of the group, its size, and how many statements were noted."""

    def note(self, statement: Statement) -> bool:
        """Remember what a statement changes. Says whether it does anything beyond that.

        A method called on a container that evaluation knows changes just that container; on any other object it
        may do anything. Decorators are taken to change nothing but what the author's own code says they change, unless
        they are others' and called like what registers.
        """
        self._noted += 1
        self.aliases.note(statement)
        free = self.modules.carried_out.acts(statement)
        functions = self.modules.carried_out.functions_called(statement)
        called = self.called.guessing() if functions is None else self.called
        for effect in effects(statement.node):
            for target in self._changed(effect, statement, called):
                if isinstance(target, Global):
                    self._changers.setdefault(target, {})[statement] = None
                    known = isinstance(
                        self.modules.value(target.module, target.name), _KNOWN_CONTAINERS
                    )
                    free = free or (effect.kind == "call" and not known)
                else:
                    free = free or effect.kind != "decorate" or _registers(effect, target)
            free = free or effect.kind == "other"
        for use in statement.eager_uses if self._has_iterators else ():
            # An iterator gives each of its elements once: whatever reads it while the module is executed may take some.
            target = self.meanings.meaning(statement.module, use.name, use.path)
            if isinstance(target, Global) and self._is_iterator(target):
                self._changers.setdefault(target, {})[statement] = None
        for target in self._changed_by_executing(statement, called, functions):
            if functions is not None and self.modules.evaluated_changes.sees(statement, target):
                continue  # the text says too much: `make(t) for t in TABLES` changes what `make` has made
            self._changers.setdefault(target, {})[statement] = None
        for target in self.modules.evaluated_changes.changed_by(statement):
            if target.module is not statement.module or target.name not in statement.binds:
                self._changers.setdefault(target, {})[statement] = None
        for target in (
            *(called.perhaps or ()),
            *self.modules.evaluated_changes.perhaps_changed_by(statement),
        ):
            self._indirect.setdefault(target, {})[statement] = None
        self._note_subclass(statement)
        return free or called.acts

    @cached_property
    def _has_iterators(self) -> bool:
        """Whether any variable of the author's holds one: hardly any program has one."""
        return any(
            _is_iterator(value)
            for environment in self.modules.environments.values()
            for value in environment.variables.values()
        )

    def _is_iterator(self, target: Global) -> bool:
        return _is_iterator(self.modules.value(target.module, target.name))

    def _changed(
        self, effect: Effect, statement: Statement, called: CalledCode
    ) -> Iterator[Target]:
        if effect.kind == "other":
            return
        if effect.kind == "augment":
            value = self.modules.value(statement.module, effect.name)
            if not isinstance(value, IMMUTABLE):
                yield Global(statement.module, effect.name)
            return
        path = effect.path[:-1] if effect.kind == "call" else effect.path
        target = self.meanings.meaning(statement.module, effect.name, path)
        if not (effect.kind == "decorate" and self._defines(statement)):
            if isinstance(target, Global):
                self.aliases.enter(target)  # get_table()["k"] = v
            yield target
            if isinstance(target, Global) and effect.attribute:
                held = self.modules.assignments.held_module(target)
                if held is not None:
                    yield held
        if effect.kind == "decorate" and isinstance(target, Global):
            if is_definition(self.modules.value(target.module, target.name)):
                return  # a hook is put on the pipeline, and called by the run
            asked = frozenset(effect.path)
            yield from called.changed_by_calling(target, {}, effect.calls, asked)

    def _defines(self, statement: Statement) -> bool:
        """Whether a function became a definition: what decorates it goes with it, wherever it ships."""
        node = statement.node
        return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and is_definition(
            self.modules.value(statement.module, node.name)
        )

    def _changed_by_executing(
        self, statement: Statement, called: CalledCode, functions: frozenset[ast.AST] | None
    ) -> Iterator[Global]:
        """What the calls change that executing a statement makes: `orders = register(Orders())`, `if init(): ...`."""
        if self._defines(statement):
            return
        if not self.definitional.is_statement(statement):
            functions = None
        # What a definition leaves to the run is not the statement's own doing: the functions of solids.
        parts = executed_at_once(statement.node, functions)
        called = called.among(functions)
        yield from called.changed_by_calls(parts, statement.module, {}, {})
        made = [self.modules.value(statement.module, name) for name in statement.binds]
        if not any(map(is_definition, made)):  # those go: what making them did is done
            for target in self.call_changes.changed_by(parts, statement.module):
                self._indirect.setdefault(target, {})[statement] = None

    def _note_subclass(self, statement: Statement) -> None:
        if not isinstance(statement.node, ast.ClassDef):
            return
        for target in self._changed_by_metaclass(statement.node, statement.module, {}):
            self._changers.setdefault(target, {})[statement] = None
        told: dict[Global, bool] = {}
        for ancestor in self._ancestors(statement.node, statement.module, {}):
            self._subclasses.setdefault(ancestor, {})[statement] = None
            if self._registers_subclasses(ancestor, told):
                self._changers.setdefault(ancestor, {})[statement] = None
            for target in self._changed_by_subclassing(ancestor):
                self._changers.setdefault(target, {})[statement] = None

    def _changed_by_subclassing(self, symbol: Global) -> Iterator[Global]:
        """What a class changes that is told of its subclasses: the table that `__init_subclass__` fills."""
        seen: dict[Global, int] = {}
        for binder in self.modules.view(symbol.module).binders.get(symbol.name, []):
            if not isinstance(binder.node, ast.ClassDef):
                continue
            for method in _methods(binder.node, ("__init_subclass__",)):
                yield from self.called.changed_in(method, binder, seen)
            yield from self._changed_by_metaclass(binder.node, binder.module, seen)

    def _changed_by_metaclass(
        self, node: ast.ClassDef, module: Module, seen: dict[Global, int]
    ) -> Iterator[Global]:
        for keyword in node.keywords:
            if keyword.arg == "metaclass":
                for target in self._globals_in(keyword.value, module):
                    if self._holds_container(target):
                        yield target  # it may keep the class in there: `mcs.known[name] = cls`
                    yield from self.called.changed_by_calling(target, seen)

    def _holds_container(self, symbol: Global) -> bool:
        """Whether a class has a table of its own: `known = {}`."""
        return any(
            isinstance(member, (ast.Assign, ast.AnnAssign))
            and isinstance(member.value, (ast.Dict, ast.List, ast.Set, ast.Call))
            for binder in self.modules.view(symbol.module).binders.get(symbol.name, [])
            for member in getattr(binder.node, "body", [])
        )

    def _ancestors(
        self, node: ast.ClassDef, module: Module, found: dict[Global, None]
    ) -> dict[Global, None]:
        """The author's classes that a class inherits from, directly or not."""
        for base in node.bases:
            for target in self._globals_in(base, module):
                if target not in found:
                    found[target] = None
                    for binder in self.modules.view(target.module).binders.get(target.name, []):
                        if isinstance(binder.node, ast.ClassDef):
                            self._ancestors(binder.node, binder.module, found)
        return found

    def _registers_subclasses(self, symbol: Global, known: dict[Global, bool]) -> bool:
        """Whether a class is told of its subclasses: by `__init_subclass__` or a metaclass, of its own or inherited.

        `known` has the answers for other classes, and gets this one.
        """
        if symbol not in known:
            known[symbol] = False
            known[symbol] = self._is_told(symbol, known)
        return known[symbol]

    def _is_told(self, symbol: Global, known: dict[Global, bool]) -> bool:
        for binder in self.modules.view(symbol.module).binders.get(symbol.name, []):
            node = binder.node
            if not isinstance(node, ast.ClassDef):
                continue
            if any(
                isinstance(inner, ast.FunctionDef) and inner.name == "__init_subclass__"
                for inner in node.body
            ):
                return True
            metaclasses = [each.value for each in node.keywords if each.arg == "metaclass"]
            if any(self._globals_in(metaclass, binder.module) for metaclass in metaclasses):
                return True
            for base in node.bases:
                for target in self._globals_in(base, binder.module):
                    if self._registers_subclasses(target, known):
                        return True
        return False

    def only_remembers(self, statement: Statement, symbol: Global) -> bool:
        """Whether all that a statement changed of a variable is what functions keep for themselves, which will find it out again."""
        if self.modules.carried_out.functions_called(statement) is None:
            return False
        if len(self.modules.view(symbol.module).binders.get(symbol.name, ())) != 1:
            return False
        ways = self.modules.evaluated_changes.ways(statement, symbol)
        memos: Sequence[Memo | None]
        memos = [self.modules.memos.of(*way) if way is not None else None for way in ways]
        if not ways:
            # A function that it called would have kept something, had it been the first to ask.
            memos = self.modules.memos.keeping(symbol.module, symbol.name)
        return bool(memos) and all(memo is not None and self._is_steady(memo) for memo in memos)

    def _is_steady(self, memo: Memo) -> bool:
        """Whether the variables of the author's that a function reads are bound once, and hold what nothing changes."""
        view = self.modules.view(memo.module)
        names = {node.id for node in ast.walk(memo.function) if isinstance(node, ast.Name)}
        for name in sorted(names & view.binders.keys() - {memo.slot}):
            value = self.modules.value(memo.module, name)
            if len(view.binders[name]) != 1:
                return False
            is_class = isinstance(value, UserClass) and value.node is memo.owner
            if not is_class and self.modules.evaluated_changes.is_changed(value):
                return False
        return True

    def asked_of_subclasses(self, statement: Statement) -> frozenset[str]:
        """The attributes that a class's bases and metaclass ask it for while it is made."""
        found: set[str] = set()
        node = statement.node
        if not isinstance(node, ast.ClassDef):
            return frozenset()
        for ancestor in [None, *self._ancestors(node, statement.module, {})]:
            told: list[tuple[ast.ClassDef, Module]] = [(node, statement.module)]
            methods: list[ast.FunctionDef] = []
            if ancestor is not None:
                binders = self.modules.view(ancestor.module).binders.get(ancestor.name, [])
                told = [(b.node, b.module) for b in binders if isinstance(b.node, ast.ClassDef)]
                for each, _ in told:
                    methods += _methods(each, ("__init_subclass__",))
            for each, module in told:
                methods += self._metaclass_methods(each, module)
            parts = (part for method in methods for part in ast.walk(method))
            found.update(part.attr for part in parts if isinstance(part, ast.Attribute))
        return frozenset(found)

    def _metaclass_methods(self, node: ast.ClassDef, module: Module) -> Iterator[ast.FunctionDef]:
        for keyword in node.keywords:
            if keyword.arg == "metaclass":
                for target in self._globals_in(keyword.value, module):
                    for binder in self.modules.view(target.module).binders.get(target.name, []):
                        if isinstance(binder.node, ast.ClassDef):
                            yield from _methods(binder.node, MAKING)

    def _globals_in(self, node: ast.expr, module: Module) -> list[Global]:
        """The author's own among the things that an expression names."""
        found = self.meanings.targets_in(node, module)
        return [target for target in found if isinstance(target, Global)]

    def changers(self, symbol: Symbol) -> list[Statement]:
        """The statements that change the object that a module-level variable holds."""
        return list(self._changers.get(symbol, ())) if isinstance(symbol, Global) else []

    def changed_by(self, statement: Statement) -> list[Global]:
        """The module-level variables whose objects a statement changes."""
        return [symbol for symbol, found in self._changers.items() if statement in found]

    def indirect_changers(self, symbol: Global) -> list[Statement]:
        """The statements that change it under another name, or what it holds, or by what an assignment calls."""
        group = self.aliases.of(symbol)
        if len(group) == 1:
            return list(self._indirect.get(symbol, ()))
        key = (group[0], len(group), self._noted)
        if key not in self._of_groups:
            found: dict[Statement, None] = {}
            for each in group:
                found |= self._indirect.get(each, {})
                found |= self._changers.get(each, {})
            self._of_groups[key] = list(found)
        return self._of_groups[key]

    def subclasses(self, symbol: Symbol) -> list[Statement]:
        """The classes that inherit from a class, directly or not."""
        return list(self._subclasses.get(symbol, ())) if isinstance(symbol, Global) else []

    def is_quiet(self, statement: Statement) -> bool:
        """Whether an effect is one that imports don't notice: `logging.basicConfig()`, `warnings.simplefilter()`."""
        return all(
            isinstance(target, Builtin)
            or (isinstance(target, Imported) and target.module in _QUIET)
            for target in self.meanings.targets(statement)
        )


def _registers(effect: Effect, target: Target) -> bool:
    """Whether a decorator from outside is called like those that keep what they decorate: `@atexit.register`, `@listens_for(...)`."""
    imported = target.name if isinstance(target, Imported) else None
    name = effect.path[-1] if effect.path else imported
    return name is not None and (name in _REGISTERING or name.startswith("register"))


def _is_iterator(value: Value) -> bool:
    if isinstance(value, GlobalRef):
        return False
    if isinstance(value, Computed) and isinstance(value.node, ast.Call):
        return getattr(value.node.func, "id", "") == "open"
    return isinstance(value, OneShot)


def _methods(node: ast.ClassDef, names: tuple[str, ...]) -> Iterator[ast.FunctionDef]:
    for member in node.body:
        if isinstance(member, ast.FunctionDef) and member.name in names:
            yield member
