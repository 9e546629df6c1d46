"""The order in which importing a module executes the top-level statements of all the modules it imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from modec.link.carried_out import Doubt
from modec.link.facts import ImportStatement
from modec.link.modules import Modules
from modec.link.views import Statement
from modec.source.program import Module


class Execution:
    """Ranks of statements, by simulating imports: a module's statements come where it is first imported.

    So circular imports interleave as they do when Python runs them. A module that was executed is bound in its
    package, which counts as a statement of the package's where that binds the same name otherwise.
    """

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self._ranks: dict[Statement, int] = {}
        self._started: dict[Module, None] = {}
        self._doubts: dict[Module, Doubt] = {}

    def execute(self, module: Module) -> list[Statement]:
        """Import a module. Gives the statements that were not executed before, in order."""
        before = len(self._ranks)
        for parent in self._parents(module):
            self._run(parent)
        self._run(module)
        return list(self._ranks)[before:]

    def copy(self) -> Execution:
        """The same order, to go on from without changing this one."""
        copied = Execution(self.modules)
        copied._ranks, copied._started = dict(self._ranks), dict(self._started)
        copied._doubts = dict(self._doubts)
        return copied

    @property
    def ranks(self) -> Mapping[Statement, int]:
        """Each statement's place in the order, as far as it was executed."""
        return self._ranks

    @property
    def begun(self) -> Mapping[Module, None]:
        """The modules that were imported, as a table that goes on growing."""
        return self._started

    def rank(self, statement: Statement) -> int:
        """The statement's place in the order. KeyError when its module was not executed."""
        return self._ranks[statement]

    @property
    def started(self) -> tuple[Module, ...]:
        """The modules that were imported, in the order in which they were begun."""
        return tuple(self._started)

    def _parents(self, module: Module) -> Iterator[Module]:
        parts = module.name.split(".")
        for end in range(1, len(parts)):
            parent = self.modules.find(".".join(parts[:end]))
            if parent is not None:
                yield parent

    def doubt(self, module: Module) -> Doubt:
        """Whether Python executes a module: an `if` may stand before its only import."""
        return self._doubts.get(module, Doubt.NONE)

    def _run(self, module: Module, doubt: Doubt = Doubt.NONE) -> None:
        if module in self._started:
            if doubt < self.doubt(module):
                self._doubts[module] = doubt
                for statement in self.modules.view(module).statements:
                    self._run_imports(statement, doubt)
            return
        self._started[module] = None
        if doubt:
            self._doubts[module] = doubt
        for statement in self.modules.view(module).statements:
            self._run_imports(statement, doubt)
            self._ranks[statement] = len(self._ranks)
        package = self.modules.find(module.name.rpartition(".")[0])
        loading = self.modules.view(package).loading(module) if package is not None else None
        if loading is not None:
            self._ranks[loading] = len(self._ranks)

    def _run_imports(self, statement: Statement, doubt: Doubt) -> None:
        for node in statement.imports:
            own = max(doubt, self.modules.carried_out.doubt(statement, node))
            for imported in self.imported(statement.module, node):
                self._run(imported, own)
        for module, node in self.modules.carried_out.imported_inside(statement):
            for imported in self.imported(module, node):
                self._run(imported, doubt)
        for name in self.modules.carried_out.imported_by_name(statement):
            for imported in self._with_parents(name or ""):
                self._run(imported, doubt)

    def imported(self, module: Module, node: ImportStatement) -> Iterator[Module]:
        """The author's modules that executing an import statement executes, parents first."""
        if not isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield from self._with_parents(alias.name)
            return
        source = self.modules.absolute(module, node)
        yield from self._with_parents(source)
        package = self.modules.find(source)
        if package is None or not package.is_package:
            return
        view = self.modules.view(package)
        starred = any(alias.name == "*" for alias in node.names)
        listed = (
            (self.modules.bindings.listed(package) or view.public_names or ()) if starred else ()
        )
        for name in listed if starred else [a.name for a in node.names]:
            # Only for what the package does not have when it is asked for it a module is looked for.
            if not self._has(package, name):
                found = self.modules.find(f"{source}.{name}")
                if found is not None:
                    yield found

    def _has(self, module: Module, name: str, *inside: Module) -> bool:
        """Whether a module has a name when so much was executed."""
        view = self.modules.view(module)
        if any(each in self._ranks for each in view.binders.get(name, ())):
            return True
        for star in view.stars:
            found = self.modules.find(self.modules.absolute(module, star.node))
            if found is None or found in (module, *inside) or star.statement not in self._ranks:
                continue
            if self.modules.carried_out.doubt(star.statement, star.node) == Doubt.NEVER:
                continue
            if self.modules.bindings.exports(found, name) and self._has(
                found, name, module, *inside
            ):
                return True
        return False

    def _with_parents(self, name: str) -> Iterator[Module]:
        parts = name.split(".") if name else []
        for end in range(1, len(parts) + 1):
            found = self.modules.find(".".join(parts[:end]))
            if found is not None:
                yield found
