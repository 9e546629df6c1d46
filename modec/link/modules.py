"""All modules as the linker sees them: where their imports lead, and what a name in them means."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager

from modec.diagnostics import InternalError
from modec.evaluate.values import Environment, Value
from modec.link.assignments import Assignments
from modec.link.bindings import Bindings, is_vocabulary
from modec.link.carried_out import CarriedOut
from modec.link.evaluated_changes import EvaluatedChanges
from modec.link.facts import ImportStatement
from modec.link.memos import Memos
from modec.link.scopes import import_binding
from modec.link.symbols import (
    Builtin,
    Global,
    Imported,
    Literal,
    ModuleObject,
    Target,
    Unknown,
    Vocabulary,
)
from modec.link.tried_imports import carried_out
from modec.link.views import (
    MODULE_CONSTANTS,
    RUNTIME,
    ModuleView,
    Statement,
    module_constant,
    runtime_view,
)
from modec.source.finder import is_namespace
from modec.source.program import Module, Program

_OF_OBJECTS = frozenset(dir(object)) - {"__doc__"} | {
    "__dict__",
    "__path__",
    "__loader__",
    "__spec__",
}
"""Attributes that every module object has, and that are no variables of the module."""
_NOWHERE = sys.maxsize
_FORGETTING = 2_000
"""How many meanings may be found anew, when modules import each other by stars."""
_MODULE_VARIABLES = frozenset({"__file__", "__builtins__", "__spec__"})


class Modules:
    """Every module that the linker looks into, and what names mean in them."""

    def __init__(self, program: Program, environments: Mapping[str, Environment]) -> None:
        self.program = program
        self.environments = environments
        self.carried_out = CarriedOut(environments)
        self.memos = Memos(program, environments)
        self.evaluated_changes = EvaluatedChanges(environments)
        self.bindings = Bindings(self)
        self.assignments = Assignments(self)
        self._views: dict[Module, ModuleView] = {}
        self._resolved: dict[tuple[Module, str], Target] = {}
        self._resolving: dict[tuple[Module, str], int] = {}
        """The names that are being resolved, each because of the one before, with their places."""
        self._cut = _NOWHERE
        """The first of them that was asked for again: what depends on it is not known for good."""
        self._forgotten = 0
        self._consulted: dict[str, Module] = {}
        self.ranks: Mapping[Statement, int] = {}
        """The order in which statements are executed, as far as it is known."""
        self.started: Container[Module | None] = ()
        """The modules whose execution was begun."""

    def view(self, module: Module) -> ModuleView:
        """The module's statements."""
        if module not in self._views:
            self._views[module] = ModuleView(module)
        return self._views[module]

    def runtime(self, name: str) -> Module:
        """The module `modec.runtime.<name>`."""
        module = self._runtime_module(f"{RUNTIME}.{name}")
        if module is None:
            raise InternalError(f"there is no modec.runtime.{name}")
        return module

    def find(self, name: str) -> Module | None:
        """A module that the script takes text from: the author's or the runtime's."""
        if name == RUNTIME or name.startswith(RUNTIME + "."):
            return self._runtime_module(name)
        found = self.program.find(name) if name else None
        if found is not None and not is_namespace(found):
            self._consulted.setdefault(name, found)
        return found

    @property
    def consulted(self) -> tuple[Module, ...]:
        """The author's modules that were found so far, by name: what linking depends on."""
        return tuple(module for _, module in sorted(self._consulted.items()))

    def _runtime_module(self, name: str) -> Module | None:
        view = runtime_view(name)
        if view is None:
            return None
        self._views.setdefault(view.module, view)
        return view.module

    def value(self, module: Module, name: str) -> Value | None:
        """What evaluation found in a module-level variable, None where it found nothing."""
        environment = self.environments.get(module.name)
        return None if environment is None else environment.variables.get(name)

    # -- imports ----------------------------------------------------------------------------------

    def named(self, name: str) -> tuple[Module, str] | None:
        """The author's module that a dotted name (`shop.db.get`, `shop.db:get`) begins with, and what it names there."""
        parts = name.replace(":", ".").split(".")
        found = None
        for end in range(1, len(parts) + 1):
            module = self.find(".".join(parts[:end])) if all(parts[:end]) else None
            if module is None:
                break
            found = module, "".join(parts[end : end + 1])
        return found

    def absolute(self, module: Module, node: ast.ImportFrom) -> str:
        """The absolute name of the module that a `from` import names."""
        if not node.level:
            return node.module or ""
        parts = module.package.split(".") if module.package else []
        kept = parts[: len(parts) - node.level + 1]
        return ".".join([*kept, *([node.module] if node.module else [])])

    def from_import(self, module: Module, node: ast.ImportFrom, alias: ast.alias) -> Target:
        """What one alias of `from x import y as z` means."""
        source = self.absolute(module, node)
        found = self.find(source)
        if found is not None:
            if self._is_submodule(found, alias.name, module, node):
                inner = self.find(f"{source}.{alias.name}")
                return self.member(found, alias.name) if inner is None else ModuleObject(inner)
            return self.member(found, alias.name)
        if is_vocabulary(source):
            return Vocabulary(source, (alias.name,))
        renamed = alias.asname if alias.asname != alias.name else None
        return Imported(source, alias.name, renamed)

    def _is_submodule(self, package: Module, name: str, module: Module, node: ast.stmt) -> bool:
        """Whether a name that a package binds is the submodule of that name when an import is executed."""
        statement = self.view(module).executing.get(id(node))
        if statement is not None and statement not in self.ranks:
            return False
        submodule = self.find(f"{package.name}.{name}") if package.is_package else None
        view = self.view(package)
        if submodule is None or not (view.binders.get(name) or view.stars):
            return False
        now = len(self.ranks) if statement is None else self.ranks[statement]
        passed = [star for star in view.stars if self.ranks.get(star.statement, now) < now]
        stars = [
            star.statement for star in passed if self.bindings.star_target(star, name) is not None
        ]
        named = [*view.binders.get(name, []), *stars]
        if not named and len(passed) == len(view.stars):
            return False
        binders = [*named, view.loading(submodule)]
        ranks = {self.ranks[each]: each for each in binders if each in self.ranks}
        before = [rank for rank in ranks if rank < now]
        if not before:
            return statement is not None
        last = ranks[max(before)]  # once it is deleted, Python finds the module in `sys.modules`
        is_loaded = statement is not None and last.loads is not None
        return is_loaded or isinstance(last.node, ast.Delete)

    def plain_import(self, module: Module, node: ast.Import, alias: ast.alias) -> Target:
        """What one alias of `import x.y as z` means."""
        wanted = alias.name if alias.asname else alias.name.partition(".")[0]
        found = self.find(wanted)
        if found is not None:
            # `import a.b as c` reads the attribute `b` of `a`, which need not be the module.
            above, _, last = wanted.rpartition(".")
            package = self.find(above)
            if package is None or self._is_submodule(package, last, module, node):
                return ModuleObject(found)
            held = self.member(package, last)
            return ModuleObject(found) if isinstance(held, Unknown) else held
        if is_vocabulary(wanted):
            return Vocabulary(wanted)
        return Imported(alias.name, None, alias.asname) if alias.asname else Imported(wanted)

    def import_target(self, module: Module, node: ImportStatement, name: str) -> Target:
        """What `name` means after an import statement of `module` that binds it."""
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            found = self.find(self.absolute(module, node))
            source = self.absolute(module, node)
            return Vocabulary(source, (name,)) if found is None else self.resolve(found, name)
        for alias in reversed(node.names):
            if import_binding(alias, isinstance(node, ast.ImportFrom)) == name:
                if isinstance(node, ast.ImportFrom):
                    return self.from_import(module, node, alias)
                return self.plain_import(module, node, alias)
        raise InternalError(f"{name} is not bound by the import in {module.span(node)}")

    # -- names ------------------------------------------------------------------------------------

    def resolve(self, module: Module, name: str) -> Target:
        """What a module-level name means, through re-exports to the statement that makes it."""
        key = (module, name)
        if key in self._resolved:
            return self._resolved[key]
        if key in self._resolving:
            self._cut = min(self._cut, self._resolving[key])
            return Unknown(name)
        depth = len(self._resolving)
        self._resolving[key] = depth
        try:
            target = self._resolve(module, name)
        finally:
            del self._resolving[key]
        if self._cut >= depth:
            self._cut = _NOWHERE
        elif (
            self._forgotten < _FORGETTING
        ):  # modules import each other: asked first, it may mean something
            self._forgotten += 1
            return target
        self._resolved[key] = target
        return target

    def _resolve(self, module: Module, name: str) -> Target:
        view = self.view(module)
        bindings = self.bindings.of(module, name)
        if bindings:
            return self._bound(module, name, bindings)
        if name in view.late_bound or self.assignments.is_stored_to(module, name):
            return Global(module, name)
        submodule = self._loaded_submodule(module, name)
        if submodule is not None and not hasattr(builtins, name):
            return ModuleObject(submodule)
        if self._may_be_starred(module, name):
            return Builtin(name)
        if name in MODULE_CONSTANTS:
            return Builtin(name) if view.is_runtime else Literal(module_constant(module, name))
        if name in _MODULE_VARIABLES or hasattr(builtins, name):
            return Builtin(name)
        return Unknown(name, module.display if "__getattr__" in view.binders else "")

    @contextmanager
    def resolving_anew(self) -> Iterator[None]:
        """Forgets for a time which names are being resolved, and afterwards what was found: more is known then."""
        outside = self._resolving, self._cut
        self._resolving, self._cut = {}, _NOWHERE
        try:
            yield
        finally:
            self._resolving, self._cut = outside
            self._resolved.clear()

    def _loaded_submodule(self, module: Module, name: str) -> Module | None:
        """The module that importing it bound in its package, which does not name it itself."""
        found = self.find(f"{module.name}.{name}") if module.is_package else None
        return found if found in self.started else None

    def _bound(self, module: Module, name: str, binders: list[Statement]) -> Target:
        if name in self.view(module).late_bound or self.assignments.is_stored_to(module, name):
            return Global(module, name)
        if any(statement.loads is not None for statement in binders):
            return Global(module, name)
        imports = [self._as_import(statement, name) for statement in binders]
        last = imports[-1]
        if last is not None and all(found is not None for found in imports):
            target = self.import_target(module, last, name)
            same = all(
                self.import_target(module, found, name) == target
                for found in imports
                if found is not None
            )
            alike = same or not (
                isinstance(target, Imported) or self.bindings.differ(name, binders)
            )
            if alike and not (
                self.assignments.is_rebound(target)
                or self.bindings.comes_early(binders[-1], target)
            ):
                return target
        return Global(module, name)

    def _may_be_starred(self, module: Module, name: str) -> bool:
        """Whether only a star import from outside the project can have brought a name."""
        if hasattr(builtins, name) or name in _MODULE_VARIABLES or name in MODULE_CONSTANTS:
            return False
        return bool(self.bindings.outside_stars(module))

    def _as_import(self, statement: Statement, name: str) -> ImportStatement | None:
        """The import that binds `name` in a statement that is an import, or tries imports of the author's or of dagster's."""
        node = statement.node
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            return node
        if isinstance(node, ast.Try):
            tried = carried_out(node, lambda each: self.absolute(statement.module, each))
            for inner in (
                *node.body,
                *(inner for handler in node.handlers for inner in handler.body),
            ):
                if isinstance(inner, (ast.Import, ast.ImportFrom)):
                    bound = [
                        import_binding(a, isinstance(inner, ast.ImportFrom)) for a in inner.names
                    ]
                    if name in bound and not self.bindings.missing_at(
                        statement.module, inner, optional=True
                    ):
                        target = self.import_target(statement.module, inner, name)
                        ours = isinstance(target, (Global, ModuleObject))
                        if ours or (isinstance(target, Vocabulary) and inner in tried):
                            return inner
        return None

    def is_of_object(self, module: Module, name: str) -> bool:
        """Whether an attribute is one of the module object's own, or one that only other modules' code gives it."""
        if name in _OF_OBJECTS:
            return not self.view(module).binders.get(name)
        return self.assignments.is_stored_to(module, name) and not self.view(module).binders.get(
            name
        )

    def member(self, module: Module, name: str) -> Target:
        """What an attribute of a first-party module means: a variable of it, or a module in the package."""
        target = self.resolve(module, name)
        if isinstance(target, (Unknown, Builtin)) and module.is_package:
            inner = self.find(f"{module.name}.{name}")
            if inner is not None:
                return ModuleObject(inner)
        if isinstance(target, Builtin) and self._may_be_starred(module, name):
            # Another module asks for what this one has of a star import.
            sources = self.bindings.outside_stars(module)
            return Imported(sources[0], name) if len(sources) == 1 else Unknown(name)
        return target
