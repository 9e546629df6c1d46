"""What the names mean that shipped code uses, each need made good."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from modec.diagnostics import Refused, Span
from modec.link.builtin_names import means_builtin
from modec.link.facts import Facts, Place, Use
from modec.link.guarded import Guarded
from modec.link.items import SYMBOLS, Item, Link
from modec.link.keys import Keys
from modec.link.meanings import Resolver
from modec.link.symbols import Builtin, Global, Literal, ModuleObject, Target, Unknown
from modec.link.views import Statement
from modec.source.program import Module

if TYPE_CHECKING:
    from modec.link.reachability import Reachability


class UseLinks:
    """Links the uses of names to what they name."""

    def __init__(self, reached: Reachability) -> None:
        self.reached = reached
        self.keys = Keys(reached.modules)
        self.guarded = Guarded(reached.modules, reached.meanings)
        self._stars: set[tuple[Module, str]] = set()
        """The modules, and the star imports of theirs from outside that the script has."""

    def of(
        self,
        facts: Facts,
        resolve: Resolver,
        module: Module,
        own: frozenset[str] = frozenset(),
        statement: Statement | None = None,
    ) -> tuple[list[Link], frozenset[Place]]:
        """What the uses mean, each need made good, and the annotations that go.

        `own`: names that the code binds itself before it reads them.
        """
        links = [self._link(use, resolve, module, statement) for use in facts.uses]
        dropped = frozenset(
            link.use.annotation
            for link in links
            if link.use.annotation is not None
            and self.reached.definitional.in_annotation(link.target, module)
        )
        kept = [
            link
            for link in links
            if link.use.annotation not in dropped or link.use.annotation is None
        ]
        for link in kept:
            if not (link.use.eager and link.use.name in own and not link.consumed):
                self._make_good(link, module)
            if "__subclasses__" in link.use.path and link.symbol is not None:
                for statement in self.reached.side_effects.subclasses(link.symbol):
                    self.reached.ship(statement)
        return kept, dropped

    def _link(
        self, use: Use, resolve: Resolver, module: Module, statement: Statement | None
    ) -> Link:
        if statement is not None and means_builtin(use, statement, self.reached.modules):
            return Link(use, Builtin(use.name))
        try:
            link = self.reached.meanings.link(use, resolve, module)
            if isinstance(link.target, Unknown) and self.guarded.may_lack(
                link.target.name, use.node, module
            ):
                return Link(use, Builtin(link.target.name))
            if isinstance(link.target, Global) and not link.consumed:
                keys = self.keys.of(link.target, use.node, module)
                if keys is not None:
                    return Link(use, keys)
            return self.reached.namespaces.as_object(link, resolve, module)
        except Refused as refusal:
            self.reached.findings.adopt(refusal, module.span(use.node))
            return Link(use, Literal(None))

    def _make_good(self, link: Link, module: Module) -> None:
        target = link.target
        if (
            link.use.imported is not None
            and not link.consumed
            and not isinstance(target, ModuleObject)
        ):
            return  # a local variable: the inner import says what it is
        target = self.certain(target)
        if isinstance(target, SYMBOLS) and target in self.reached.needed:
            return
        span = module.span(link.use.node)
        if isinstance(target, SYMBOLS):
            self.reached.need(target, span)
        elif link.use.unevaluated:
            return  # what a class's annotation says is never asked for
        elif isinstance(target, Builtin):
            self._note_builtin(target, module, span)
        else:
            self.reached.findings.no_symbol(target, span, module)

    def certain(self, target: Target) -> Target:
        """What is read by its name: nothing that only code of other modules assigns, which a script cannot tell."""
        is_given = isinstance(target, Global) and self.reached.modules.assignments.is_only_given(
            target
        )
        return Unknown(target.name) if isinstance(target, Global) and is_given else target

    def _note_builtin(self, target: Builtin, module: Module, span: Span) -> None:
        self.reached.free_names.add(target.name)
        if not hasattr(builtins, target.name) and not target.name.startswith("__"):
            for source in self.reached.modules.bindings.outside_stars(module):
                if (module, source) not in self._stars:
                    self._stars.add((module, source))
                    self.reached.items.append(Item(module, None, (0,), "imports", star=source))
