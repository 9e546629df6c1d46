"""Importing the author's modules for what that does: at once as the entry module does, or when the script loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modec.link.carried_out import Doubt
from modec.link.meanings import definition_in
from modec.link.symbols import Global
from modec.link.views import Statement
from modec.source.program import Module

if TYPE_CHECKING:
    from modec.link.reachability import Reachability


class ModuleImports:
    """Executes modules, and has the script do what they do."""

    def __init__(self, reached: Reachability) -> None:
        self.reached = reached
        self.late: set[Module] = set()
        """The modules that only functions import."""

    def at_once(self, module: Module) -> None:
        """Execute a module: its effects are roots, what changes its variables is noted."""
        pending = self.reached.execution.execute(module)
        free: list[Statement] = []
        for statement in pending:
            if self.reached.execution.doubt(statement.module) == Doubt.NEVER:
                continue
            if not self.reached.loading.is_done(statement) and self.reached.side_effects.note(
                statement
            ):
                free.append(statement)
            if self.reached.execution.doubt(statement.module) == Doubt.MAYBE:
                self._refuse_registering(statement)
            for where, node, what in self.reached.modules.carried_out.effects(statement):
                if self.reached.definitional.is_statement(statement):
                    help = "do it at the top level of the module, or in the solid or resource that needs it"
                    self.reached.findings.add("MD516", where.span(node), what=what, help=help)
        for symbol in self.reached.needed_globals():
            for statement in self.reached.side_effects.changers(
                symbol
            ):  # what this module adds to them
                if not self.is_doubtful(statement, symbol):
                    self.reached.ship(statement)
            self.reached.ship_indirect_changers(symbol)
        for statement in free:
            if not self.reached.definitional.is_statement(statement):
                if self.is_doubtful(statement):
                    continue
                self.reached.ship(statement)
                self.reached.shipped[statement].is_effect = not self.reached.side_effects.is_quiet(
                    statement
                )

    def lazily(self, module: Module) -> None:
        """A module that only a function imports is executed when the script loads, after all the others."""
        if (
            module not in self.reached.execution.started
            and not self.reached.modules.view(module).is_runtime
        ):
            before = set(self.reached.execution.started)
            self.at_once(module)
            late = set(self.reached.execution.started) - before
            self.late.update(late)
            for each in sorted(late, key=lambda each: each.name):
                self._check_loading(each, late)

    def _check_loading(self, module: Module, late: set[Module]) -> None:
        """Refuse a module that takes a name from its package when a function imports it: that name is read before."""
        package = self.reached.modules.find(module.name.rpartition(".")[0])
        if package is None or package in late:
            return
        view, name = self.reached.modules.view(package), module.name.rpartition(".")[2]
        loading = view.loading(module)
        binders = self.reached.modules.bindings.of(package, name) if loading is not None else []
        if binders:
            span = package.span(binders[-1].node)
            help = "import that module at the top, or give one of them another name"
            self.reached.findings.add("MD514", span, module=module.name, name=name, help=help)

    def is_doubtful(self, statement: Statement, changed: Global | None = None) -> bool:
        """Whether only the run knows if Python executes a module whose statement does something outside of it: refused."""
        if self.reached.execution.doubt(statement.module) == Doubt.NONE:
            return False
        if changed is not None and changed.module is statement.module:
            return False
        help = "do it in a function, and call that under the condition; or give the build what the condition asks for by `--define NAME=VALUE`"
        span = statement.module.span(statement.node)
        self.reached.findings.add("MD515", span, module=statement.module.name, help=help)
        return True

    def _refuse_registering(self, statement: Statement) -> None:
        """Refuse what may or may not add a definition to those that pipelines are made of."""
        for symbol in self.reached.side_effects.changed_by(statement):
            if definition_in(self.reached.modules.value(symbol.module, symbol.name)) is not None:
                self.is_doubtful(statement, symbol)
