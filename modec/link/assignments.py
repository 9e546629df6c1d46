"""Which module-level variables code outside their module assigns, and which modules variables hold."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from modec.link.effects import ANY
from modec.link.facts import ImportStatement
from modec.link.rebinding import stores_to_modules
from modec.link.scopes import bound_names
from modec.link.symbols import Global, ModuleObject, Target
from modec.source.program import Module

if TYPE_CHECKING:
    from modec.link.modules import Modules


class Assignments:
    """Answers which variables get a value from outside: `config.client = connect()`."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self._stored: dict[Module, tuple[str, ...]] | None = None
        self._looking: list[Global] = []
        """The variables whose modules are being looked for, each because of the one before."""

    def is_stored_to(self, module: Module, name: str) -> bool:
        """Whether code outside a module assigns its variable: `config.client = connect()`."""
        if self.modules.view(module).is_runtime:
            return False
        return name in self.stored_names(module)

    def stored_names(self, module: Module) -> tuple[str, ...]:
        """The variables of a module that code outside it assigns."""
        if self._stored is None:
            self._stored = {}  # for what is asked on the way
            executed = [each.module for each in self.modules.environments.values()]
            found: dict[Module, set[str]] = {}
            with self.modules.resolving_anew():
                for each, name in stores_to_modules(executed, self._led_to, self.modules.named):
                    names = self.modules.view(each).binders if name == ANY else [name]
                    found.setdefault(each, set()).update(names)
            self._stored = {each: tuple(sorted(names)) for each, names in found.items()}
        return self._stored.get(module, ())

    def is_only_given(self, variable: Global) -> bool:
        """Whether nothing but code outside a module binds its variable, and a star import from outside perhaps."""
        module, name = variable.module, variable.name
        if not self.is_stored_to(module, name) or name in self.modules.view(module).late_bound:
            return False
        return not self.modules.bindings.of(module, name)

    def is_rebound(self, target: Target) -> bool:
        """Whether a variable may get another value once it is there: an import of it is a variable of its own then."""
        if not isinstance(target, Global) or self.modules.view(target.module).is_runtime:
            return False
        rebound = target.name in self.modules.view(target.module).late_bound
        return rebound or self.is_stored_to(target.module, target.name)

    def held_module(self, variable: Global) -> ModuleObject | None:
        """The module that a variable holds at some time: `if FAST: import fast as engine`."""
        found = None if self.modules.view(variable.module).is_runtime else self._module_in(variable)
        return ModuleObject(found) if found is not None else None

    def _module_in(self, target: Target) -> Module | None:
        """The module that a name leads to, or that its variable holds at some time."""
        if isinstance(target, ModuleObject):
            return target.module
        if not isinstance(target, Global) or target in self._looking:
            return None
        self._looking.append(target)
        try:
            for statement in reversed(self.modules.bindings.of(target.module, target.name)):
                if statement.loads is not None:
                    return statement.loads
                for node in statement.imports:
                    starred = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
                    if starred or target.name in bound_names(node):
                        held = self.modules.import_target(target.module, node, target.name)
                        if (found := self._module_in(held)) is not None:
                            return found
        finally:
            self._looking.pop()
        return None

    def _led_to(
        self, module: Module, node: ImportStatement, name: str, path: tuple[str, ...]
    ) -> Module | None:
        found = self._module_in(self.modules.import_target(module, node, name))
        for attribute in path:
            if found is not None:
                found = self._module_in(self.modules.member(found, attribute))
        return found
