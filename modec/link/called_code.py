"""What calling the author's functions changes, as far as their texts say: the tables that they fill, the variables they assign."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Iterator, Mapping

from modec.evaluate.outside import only_tells
from modec.evaluate.values import UserClass, UserFunction
from modec.link.aliases import IMMUTABLE, Aliases
from modec.link.call_changes import CallChanges
from modec.link.effects import (
    ANY,
    LOOKING,
    Effect,
    called_inside,
    changed_inside,
    effects,
    executed_by,
)
from modec.link.facts import ImportStatement
from modec.link.meanings import Meanings, is_definition
from modec.link.methods import Methods
from modec.link.modules import Modules
from modec.link.symbols import Builtin, Global, Imported, ModuleObject, Target, Unknown, Vocabulary
from modec.link.views import Statement
from modec.source.names import dotted, start
from modec.source.program import Module

MAKING = ("__new__", "__init__", "__post_init__", "__call__")
"""The methods that making an instance calls, or a metaclass's making a class."""
_UNNAMED = frozenset(
    {
        *MAKING,
        "__enter__",
        "__exit__",
        "__getattr__",
        "__getitem__",
        "__iter__",
        "__next__",
    }
)
"""The methods that are called without being named."""
_CALLING = frozenset({"functools", "itertools"})
"""Modules whose functions call what they are given, as `map` and `sorted` do."""
_COMPOSING = (("pipeline",), ("graph",), ("composite_solid",))
"""The decorators of dagster that call their function at once."""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.LShift: "lshift",
    ast.MatMult: "matmul",
    ast.Mod: "mod",
    ast.Mult: "mul",
    ast.Pow: "pow",
    ast.RShift: "rshift",
    ast.Sub: "sub",
}
_PLAIN = (*IMMUTABLE, list, dict, set, frozenset, tuple, type(None))


class CalledCode:
    """Follows calls to the author's functions, and on from there."""

    def __init__(
        self, modules: Modules, meanings: Meanings, aliases: Aliases, call_changes: CallChanges
    ) -> None:
        self.modules = modules
        self.meanings = meanings
        self.aliases = aliases
        self.call_changes = call_changes
        self.methods = Methods(modules)
        self.functions: frozenset[ast.AST] | None = None
        """All that are called; None where only the texts say."""
        self.perhaps: dict[Global, None] | None = None
        """Where only the texts say: what they may change besides."""
        self.acts = False
        """Where only the texts say: whether they may do something outside of the project."""

    def among(self, functions: frozenset[ast.AST] | None) -> CalledCode:
        """The same, where it is known which functions are called."""
        if functions is None:
            return self
        known = copy.copy(self)
        known.functions = functions
        return known

    def guessing(self) -> CalledCode:
        """The same, for code that evaluation did not carry out, or not to its end: `perhaps` gets what it may change."""
        found = copy.copy(self)
        found.perhaps = {}
        return found

    def changed_by_calls(
        self,
        nodes: Iterable[ast.AST],
        module: Module,
        seen: dict[Global, int],
        imported: Mapping[str, ImportStatement],
    ) -> Iterator[Global]:
        """The variables that the calls among some nodes change.

        `imported`: the names that imports in the function bind which the nodes are of. `seen`: what was followed already.
        """
        called = list(nodes)
        asked = frozenset(node.attr for node in called if isinstance(node, ast.Attribute))
        for (name, path), calls in sorted(called_inside(called).items()):
            target, read = self._meaning(module, name, path, imported)
            if len(read) > 1 and read[-1] in LOOKING:
                continue
            if isinstance(target, Global) and not self._asks_definition(target, name, called):
                yield from self.changed_by_calling(target, seen, calls, asked)
            elif isinstance(target, Builtin) or (
                isinstance(target, Imported) and target.top_level in _CALLING
            ):
                yield from self._changed_by_given(called, name, module, seen, imported)
        for node in called:
            if isinstance(node, ast.Call) and isinstance(node.func, (ast.Subscript, ast.Call)):
                for target in self._in_table(node.func, module, imported):
                    yield from self.changed_by_calling(target, seen)
        for target in self._named_methods(called, module, imported):
            yield from self.changed_by_calling(target, seen, 1, asked)
        methods = self._methods_of_unknown(called, module, imported)
        for method in sorted({*methods, *self._methods_without_calls(called)}):
            for binder in self.methods.by_name.get(method, ()):
                yield from self._changed_by_methods(binder, seen, frozenset({method}), False)

    def _named_methods(
        self, nodes: list[ast.AST], module: Module, imported: Mapping[str, ImportStatement]
    ) -> Iterator[Global]:
        """The objects whose methods code names that nobody followed: `add = REGISTRY.add`, `getattr(REGISTRY, "add")`."""
        for node in nodes if self.perhaps is not None else ():
            owner: ast.expr | None = None
            if isinstance(node, ast.Attribute) and node.attr in self.methods.by_name:
                owner = node.value
            elif isinstance(node, ast.Call) and dotted(node.func) == ("getattr",) and node.args:
                owner = node.args[0]
            path = dotted(owner) if owner is not None else ()
            target = self._meaning(module, path[0], path[1:], imported)[0] if path else None
            if isinstance(target, Global) and not self._is_definition(target):
                yield target

    def _in_table(
        self, called: ast.expr, module: Module, imported: Mapping[str, ImportStatement]
    ) -> Iterator[Global]:
        """The functions in the table that one is taken from which is called: `HANDLERS[name]()`."""
        root, path = called, dotted(called)
        while isinstance(root, (ast.Attribute, ast.Subscript, ast.Call)):
            root = root.func if isinstance(root, ast.Call) else root.value
            path = path or dotted(root)
        table = self._meaning(module, path[0], path[1:], imported)[0] if path else None
        if not isinstance(table, Global):
            return
        for binder in self.modules.view(table.module).binders.get(table.name, []):
            value = getattr(binder.node, "value", None)
            parts = value.values if isinstance(value, ast.Dict) else getattr(value, "elts", ())
            for part in parts:
                target = self._named(part, binder.module)
                if isinstance(target, Global) and not self._is_definition(target):
                    yield target

    def _methods_without_calls(self, nodes: list[ast.AST]) -> Iterator[str]:
        """The methods of the author's that properties and operators call."""
        for node in nodes:
            if isinstance(node, ast.Attribute) and node.attr in self.methods.properties:
                yield node.attr
            elif isinstance(node, (ast.BinOp, ast.AugAssign)):
                name = _OPERATORS.get(type(node.op), "")
                for method in (f"__{name}__", f"__r{name}__", f"__i{name}__"):
                    if method in self.methods.by_name:
                        yield method

    def _methods_of_unknown(
        self, nodes: list[ast.AST], module: Module, imported: Mapping[str, ImportStatement]
    ) -> list[str]:
        """The methods that are called of objects nobody knows the classes of: `[step.build() for step in STEPS]`."""
        found: set[str] = set()
        for node in nodes:
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            method = node.func.attr
            is_new = method not in found and method in self.methods.by_name
            if is_new and self._may_be_of_project(node.func.value, module, imported):
                found.add(method)
        return sorted(found)

    def _may_be_of_project(
        self, owner: ast.expr, module: Module, imported: Mapping[str, ImportStatement]
    ) -> bool:
        """Whether an object may be of a class of the author's that its text does not tell."""
        path, root = dotted(owner), start(owner)
        if not isinstance(root, ast.Name) or root.id in ("self", "cls"):
            return False  # those are followed with the class
        target, read = self._meaning(module, root.id, path[1:], imported)
        if isinstance(target, Unknown):
            return True
        if not isinstance(target, Global) or self._is_definition(target):
            return False
        value = self.modules.value(target.module, target.name)
        if isinstance(value, UserClass) or (path and not read and isinstance(value, _PLAIN)):
            return False
        return not (path and any(map(self._is_class, self._made_of(target))))

    def _made_of(self, symbol: Global) -> Iterator[Global]:
        for binder in self.modules.view(symbol.module).binders.get(symbol.name, []):
            yield from self._held(binder)

    def _is_class(self, symbol: Global) -> bool:
        binders = self.modules.view(symbol.module).binders.get(symbol.name, [])
        return any(isinstance(binder.node, ast.ClassDef) for binder in binders)

    def _changed_by_given(
        self,
        nodes: list[ast.AST],
        name: str,
        module: Module,
        seen: dict[Global, int],
        imported: Mapping[str, ImportStatement],
    ) -> Iterator[Global]:
        """What functions change that `map` and the like are given."""
        for node in nodes:
            if not isinstance(node, ast.Call) or dotted(node.func)[:1] != (name,):
                continue
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                path = dotted(given)
                if path:
                    target, _ = self._meaning(module, path[0], path[1:], imported)
                    if isinstance(target, Global) and not self._is_definition(target):
                        yield from self.changed_by_calling(target, seen, 1, frozenset(path[-1:]))

    def changed_by_calling(
        self,
        symbol: Global,
        seen: dict[Global, int],
        calls: int = 1,
        asked: frozenset[str] = frozenset(),
    ) -> Iterator[Global]:
        """What a function of the author's changes, and what it calls: a decorator may fill a table.

        Of a class or an instance, what making one changes, and its methods of the names in `asked`. `calls`: 2 where what is
        returned is called, too.
        """
        if self.modules.view(symbol.module).is_runtime:
            return
        binders = self.modules.view(symbol.module).binders.get(symbol.name, [])
        if any(map(self._is_of_object, binders)):
            yield symbol  # an alias of the object
        if any(not isinstance(binder.node, _FUNCTIONS) for binder in binders):
            # No variable of that name: what was asked of a class counts as well.
            symbol = Global(symbol.module, " ".join([symbol.name, *sorted(asked)]))
        if seen.get(symbol, 0) >= calls:
            return
        seen[symbol] = calls
        for binder in binders:
            if isinstance(binder.node, _FUNCTIONS):
                yield from self.changed_in(binder.node, binder, seen, calls)
            elif isinstance(binder.node, ast.ClassDef):
                yield from self._changed_by_methods(binder, seen, asked)
            else:
                more = isinstance(getattr(binder.node, "value", None), ast.Call)
                for target in self._held(binder):
                    if target != symbol and not self._is_definition(target):
                        yield from self.changed_by_calling(target, seen, calls + more, asked)

    def _is_of_object(self, binder: Statement) -> bool:
        """Whether a variable is given what an object of the author's has under a name: `add = TABLE.append`."""
        value = getattr(binder.node, "value", None)
        if not isinstance(value, ast.Attribute):
            return False
        owner: ast.expr = value.value
        while isinstance(owner, ast.Subscript):
            owner = owner.value
        target = self._named(owner, binder.module)
        if not isinstance(target, Global) or self._is_definition(target):
            return False
        held = self.modules.value(target.module, target.name)
        return not isinstance(held, (UserFunction, UserClass))

    def _held(self, binder: Statement) -> Iterator[Global]:
        """The functions and classes that a variable was made of: `add = helpers.add`, `add_a = partial(add, "a")`."""
        value = getattr(binder.node, "value", None)
        if not isinstance(binder.node, (ast.Assign, ast.AnnAssign)) or value is None:
            return
        made = [value]
        if isinstance(value, ast.Call):
            made = [value.func]
            called = self._named(value.func, binder.module)
            if isinstance(called, Imported) and called.top_level in _CALLING:
                made = [*value.args]
        for node in made:
            target = self._named(node, binder.module)
            if isinstance(target, Global):
                yield target

    def _named(self, node: ast.expr, module: Module) -> Target | None:
        path = dotted(node)
        return self.meanings.meaning(module, path[0], path[1:]) if path else None

    def _is_definition(self, target: Global) -> bool:
        return is_definition(self.modules.value(target.module, target.name))

    def _changed_by_methods(
        self,
        binder: Statement,
        seen: dict[Global, int],
        asked: frozenset[str],
        is_made: bool = True,
    ) -> Iterator[Global]:
        """What a class's methods of some names change, the inherited ones included, and those that they call.

        `is_made`: an instance of it is made.
        """
        key = Global(binder.module, f"{binder.binds[0]} {' '.join(sorted(asked))}")
        if not is_made and key in seen:
            return
        seen.setdefault(key, 1)
        classes = self._classes(binder, {})
        names = {*_UNNAMED, *asked} if is_made else set(asked)
        done: set[ast.AST] = set()
        found = True
        while found:
            found = False
            for each in classes:
                for method in getattr(each.node, "body", ()):
                    if not isinstance(method, _FUNCTIONS) or method in done:
                        continue
                    if method.name in names:
                        found = True
                        done.add(method)
                        names.update(
                            part.attr
                            for part in ast.walk(method)
                            if isinstance(part, ast.Attribute)
                        )
                        yield from self.changed_in(method, each, seen)

    def _classes(self, binder: Statement, found: dict[Statement, None]) -> list[Statement]:
        """The statements that make a class, and those that it inherits from."""
        if binder not in found and isinstance(binder.node, ast.ClassDef):
            found[binder] = None
            for base in binder.node.bases:
                for target in self.meanings.targets_in(base, binder.module):
                    if isinstance(target, Global):
                        for each in self.modules.view(target.module).binders.get(target.name, []):
                            self._classes(each, found)
        return list(found)

    def _meaning(
        self,
        module: Module,
        name: str,
        path: tuple[str, ...],
        imported: Mapping[str, ImportStatement],
    ) -> tuple[Target, tuple[str, ...]]:
        """What a name with attributes leads to in a function, and the attributes that are read from that."""
        if name in imported:
            target = self.modules.import_target(module, imported[name], name)
        else:
            target = self.modules.resolve(module, name)
        followed = self.meanings.follow(target, path)
        return followed.target, path[followed.consumed :]

    def _asks_definition(self, target: Global, name: str, nodes: Iterable[ast.AST]) -> bool:
        """Whether only methods of a definition are called, which run no function of the author's: `db.configured(...)`."""
        if not is_definition(self.modules.value(target.module, target.name)):
            return False
        functions = [node.func for node in nodes if isinstance(node, ast.Call)]
        return not any(isinstance(each, ast.Name) and each.id == name for each in functions)

    def changed_in(
        self, node: ast.AST, binder: Statement, seen: dict[Global, int], calls: int = 1
    ) -> Iterator[Global]:
        """The author's variables that a function changes, itself or by what it calls."""
        if self.functions is not None and node not in self.functions:
            return
        globals_read = {use.name for use in binder.facts.uses if use.imported is None}
        executed = executed_by(
            node, calls, lambda made_by: self._only_defines(made_by, binder), self.functions
        )
        imported = {use.name: use.imported for use in binder.facts.uses if use.imported}
        for effect in changed_inside(executed):
            if effect.name in imported or effect.name in globals_read:
                target, _ = self._meaning(binder.module, effect.name, effect.path, imported)
                yield from self._stored(target, effect)
            else:
                local = Global(binder.module, binder.binds[0])
                held = self.aliases.of_local(local, effect.name)
                yield from (each for each in held if self._may_suffer(each, effect))
        if self.perhaps is not None and not self.modules.view(binder.module).is_runtime:
            more = self.call_changes.changed_inside(executed, binder.module, globals_read)
            self.perhaps.update(dict.fromkeys(more))
            self.acts = self.acts or self._acts(executed, binder, imported, globals_read)
        for part in executed:
            if isinstance(part, ast.Global):
                yield from (Global(binder.module, name) for name in part.names)
            elif isinstance(part, ast.Call) and dotted(part.func) == ("globals",):
                yield from self._variables(binder.module)
        yield from self.changed_by_calls(executed, binder.module, seen, imported)

    def _acts(
        self,
        executed: list[ast.AST],
        binder: Statement,
        imported: Mapping[str, ImportStatement],
        free: set[str],
    ) -> bool:
        """Whether code stores to what is outside of the project, or calls it for what it does."""
        calls = (each for node in executed if isinstance(node, ast.Expr) for each in effects(node))
        for effect in (*changed_inside(executed), *calls):
            if not effect.name or not (effect.name in imported or effect.name in free):
                continue
            target, _ = self._meaning(binder.module, effect.name, effect.path, imported)
            name = effect.path[-1] if effect.kind == "call" else ""
            if isinstance(target, Imported) and not only_tells(target.module, name):
                return True
        return False

    def _may_suffer(self, symbol: Global, effect: Effect) -> bool:
        """Whether what a local variable's object suffers may change what a module's variable holds.

        Of functions and classes only attributes can be stored, and not by their instances' methods; of definitions nothing.
        """
        value = self.modules.value(symbol.module, symbol.name)
        if is_definition(value) or isinstance(value, IMMUTABLE):
            return False
        if not isinstance(value, (UserFunction, UserClass)):
            return True
        is_settled = len(self.modules.view(symbol.module).binders.get(symbol.name, ())) == 1
        return not is_settled or (bool(effect.attribute) and effect.name != "self")

    def _stored(self, target: Target, effect: Effect) -> Iterator[Global]:
        """What a function changes that stores to an object: of a module, the variable that is assigned."""
        if isinstance(target, Global):
            self.aliases.enter(target)  # get_table().append(value)
            yield target
            target = self.modules.assignments.held_module(target) or target
        if isinstance(target, ModuleObject) and effect.attribute == ANY:
            yield from self._variables(target.module)
        elif isinstance(target, ModuleObject) and effect.attribute:
            yield Global(target.module, effect.attribute)

    def _variables(self, module: Module) -> Iterator[Global]:
        yield from (Global(module, name) for name in self.modules.view(module).binders)

    def _only_defines(self, decorator: ast.expr, binder: Statement) -> bool:
        """Whether a decorator is dagster's, and does not call the function: all but those of pipelines' bodies."""
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        return any(
            isinstance(target, Vocabulary) and target.path[-1:] not in _COMPOSING
            for target in self.meanings.targets_in(called, binder.module)
        )
