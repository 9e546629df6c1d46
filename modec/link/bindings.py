"""Which statements bind a module-level name: its own, star imports, and the loads of a package's submodules."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING

from modec.link.carried_out import Doubt
from modec.link.facts import ImportStatement
from modec.link.scopes import binds_surely
from modec.link.symbols import Builtin, Global, Literal, ModuleObject, Target, Unknown, Vocabulary
from modec.link.views import ModuleView, StarImport, Statement
from modec.link.vocabulary import is_known
from modec.source.program import Module

if TYPE_CHECKING:
    from modec.link.modules import Modules

_NEED_NOT_BIND = (ast.If, ast.Try, ast.For, ast.AsyncFor, ast.While, ast.Match)


class Bindings:
    """Answers what binds the names of modules, in the order in which the statements are executed."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules

    def of(self, module: Module, name: str) -> list[Statement]:
        """The statements that bind a module-level name, star imports of the author's included, in order.

        What a star import overwrites, or is overwritten by, counts only where something was read in between.
        """
        view = self.modules.view(module)
        binders = view.binders.get(name, [])
        stars = self.stars_of(view, name)
        found = sorted({*binders, *stars}, key=view.statements.index)
        loading = self._loading(module, name, found)
        if loading is not None:
            return sorted([*found, loading], key=self.modules.ranks.__getitem__)
        if not stars:
            return binders
        kept = found[-1:]
        for later, earlier in pairwise(reversed(found)):
            has_star = earlier in stars or later in stars
            is_certain = has_star and not isinstance(later.node, _NEED_NOT_BIND)
            if (
                is_certain
                and not view.is_read_between(name, found[0], later)
                and not self._is_taken_between(name, found[0], later)
            ):
                break
            kept.insert(0, earlier)
        return kept

    def _is_taken_between(self, name: str, first: Statement, last: Statement) -> bool:
        """Whether another module imports a name while this one is between two statements: they import each other."""
        if first not in self.modules.ranks or last not in self.modules.ranks:
            return False
        taken = range(self.modules.ranks[first] + 1, self.modules.ranks[last])
        return any(
            {name, "*"} & {alias.name for alias in node.names}
            for statement, rank in self.modules.ranks.items()
            if rank in taken and statement.module is not first.module
            for node in statement.imports
            if isinstance(node, ast.ImportFrom)
            and self.modules.absolute(statement.module, node) == first.module.name
        )

    def _loading(self, module: Module, name: str, binders: list[Statement]) -> Statement | None:
        """The load of a submodule of that name, where it comes after one of the statements that bind the name.

        It counts, too, where nothing but functions, or code of other modules, gives the name another value.
        """
        is_variable = bool(binders) or name in self.modules.view(module).late_bound
        if not module.is_package or not (
            is_variable or self.modules.assignments.is_stored_to(module, name)
        ):
            return None
        submodule = self.modules.find(f"{module.name}.{name}")
        loading = self.modules.view(module).loading(submodule) if submodule is not None else None
        if loading is None or not all(each in self.modules.ranks for each in (loading, *binders)):
            return None
        if not binders:
            return loading
        first = binders[0].node
        is_first = self.modules.ranks[loading] < self.modules.ranks[binders[0]]
        hides = binds_surely(first, name) and not isinstance(first, ast.Delete)
        return None if is_first and hides else loading

    def stars_of(self, view: ModuleView, name: str) -> list[Statement]:
        """The statements of a module that bring a name by a star import."""
        brings = (each.statement for each in view.stars if self.star_target(each, name) is not None)
        return list(dict.fromkeys(brings))

    def star_target(self, star: StarImport, name: str) -> Target | None:
        """What a star import brings under that name, None where it does not."""
        statement = star.statement
        source = self.modules.absolute(statement.module, star.node)
        found = self.modules.find(source)
        if found is None:
            known = star.is_statement and is_vocabulary(source) and is_known(name, source)
            return Vocabulary(source, (name,)) if known else None
        if self.modules.carried_out.doubt(statement, star.node) == Doubt.NEVER:
            return None
        view = self.modules.view(found)
        binders = view.binders.get(name)
        if not self.exports(found, name) or (binders and isinstance(binders[-1].node, ast.Delete)):
            return None
        if binders and all(self._is_later(each, statement) for each in binders):
            return None  # modules import each other, and that one has not got so far
        target = self.modules.resolve(found, name)
        if target == Global(statement.module, name):
            return None  # its own, brought back by a module that imports it
        if not binders and isinstance(target, ModuleObject) and found.is_package:
            loading = view.loading(target.module)
            is_submodule = target.module.name == f"{found.name}.{name}"
            if is_submodule and not self._is_later(statement, loading):
                return None  # it is bound there when it has been executed, not before
        return None if isinstance(target, (Unknown, Literal, Builtin)) else target

    def exports(self, module: Module, name: str) -> bool:
        """Whether `from module import *` brings a name, provided the module has it."""
        listed = self.listed(module)
        return self.modules.view(module).exports(name) if listed is None else name in listed

    def listed(self, module: Module) -> list[str] | None:
        """`__all__`, where evaluation knows it."""
        value = self.modules.value(module, "__all__")
        if not isinstance(value, (list, tuple)):
            return None
        return list(value) if all(isinstance(each, str) for each in value) else None

    def outside_stars(self, module: Module) -> list[str]:
        """The modules outside the project that a star import takes everything from."""
        found: list[str] = []
        for star in self.modules.view(module).stars:
            source = self.modules.absolute(module, star.node)
            if (
                star.is_statement
                and self.modules.find(source) is None
                and not is_vocabulary(source)
            ):
                found.append(source)
        return found

    def missing_at(self, module: Module, node: ImportStatement, optional: bool = False) -> str:
        """The name that an import asks another module for before that has it: modules import each other.

        `optional`: the code goes on without what it imports, so that names count, too, which that module never has.
        """
        statement = self.modules.view(module).executing.get(id(node))
        if not isinstance(node, ast.ImportFrom) or node.names[0].name == "*":
            return ""
        if statement is None and not optional:
            return ""
        source = self.modules.find(self.modules.absolute(module, node))
        if source is None or source is module:
            return ""
        for alias in node.names:
            if optional and self._never_has(source, alias.name):
                return alias.name
            if statement is None:
                continue
            view = self.modules.view(source)
            binders = [*view.binders.get(alias.name, ()), *self.stars_of(view, alias.name)]
            is_later = binders and all(self._is_later(each, statement) for each in binders)
            inner = self.modules.find(f"{source.name}.{alias.name}") if source.is_package else None
            if is_later and inner is None:
                return alias.name
        return ""

    def _never_has(self, module: Module, name: str) -> bool:
        target = self.modules.member(module, name)
        return isinstance(target, Unknown) and not target.made_up_by

    def differ(self, name: str, binders: list[Statement]) -> bool:
        """Whether something read a name while it still was what an earlier one of its statements bound."""
        view = self.modules.view(binders[0].module)
        return any(
            view.is_read_between(name, earlier, later) for earlier, later in pairwise(binders)
        )

    def comes_early(self, statement: Statement, target: Target) -> bool:
        """Whether an import is executed between two statements that bind what it imports: modules import each other."""
        if not isinstance(target, Global) or statement not in self.modules.ranks:
            return False
        binders = self.of(target.module, target.name)
        ranks = [self.modules.ranks[each] for each in binders if each in self.modules.ranks]
        return bool(ranks) and min(ranks) < self.modules.ranks[statement] < max(ranks)

    def _is_later(self, one: Statement, other: Statement) -> bool:
        return (
            one in self.modules.ranks
            and other in self.modules.ranks
            and self.modules.ranks[one] > self.modules.ranks[other]
        )


def is_vocabulary(module: str) -> bool:
    """Whether a module is dagster's or modec's."""
    return module.partition(".")[0] in {"dagster", "modec"}
