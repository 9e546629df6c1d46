"""What linking has to say about a program: everything at once, not only the first."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterable
from typing import Any

from modec.diagnostics import Diagnostic, Refused, Related, Span, finding
from modec.evaluate.values import Value
from modec.link.facts import Use
from modec.link.symbols import Global, ModuleObject, Target, Unknown, Vocabulary
from modec.link.views import ModuleView
from modec.source.program import Module
from modec.vocabulary import entry


class Findings:
    """Collects findings. `check` raises them."""

    def __init__(self) -> None:
        self.errors: dict[Diagnostic, None] = {}
        self.warnings: dict[Diagnostic, None] = {}

    def check(self) -> None:
        """Raise `Refused` with the errors found, in the order of their places."""
        if self.errors:
            raise Refused(in_order(self.errors))

    def add(self, code: str, span: Span | None, *, help: str = "", **names: Any) -> None:
        """Note one finding of the table of codes."""
        found = finding(code, span, help=help, **names)
        (self.warnings if found.severity == "warning" else self.errors).setdefault(found)

    def adopt(self, refusal: Refused, span: Span | None) -> None:
        """Take over what a deeper stage refused, placed where it was asked for if it has no place."""
        for found in refusal.diagnostics:
            self.errors.setdefault(dataclasses.replace(found, span=found.span or span))

    def definition_used(
        self, symbol: Global, view: ModuleView, definition: Value, span: Span | None
    ) -> None:
        """A module-level variable that holds a definition is read by code that runs."""
        place = symbol.module.span(view.binders[symbol.name][-1].node)
        kind = type(definition).__name__
        found = finding(
            "MD502",
            span or place,
            label="used here",
            related=[Related(place, "defined here")],
            help="keep the plain function or value under a name of its own, and use that name",
            name=symbol.name,
            kind=kind,
        )
        self.errors.setdefault(found)

    def changed_by_making(
        self, symbol: Global, own: Global, view: ModuleView, span: Span | None
    ) -> None:
        """Code that runs reads a variable that the making of a definition (`own`) changes: it fills a table, or sets an attribute."""
        place = own.module.span(view.binders[own.name][-1].node)
        help = (
            "fill it at the top level of the module, or have code that runs read another variable"
        )
        found = finding(
            "MD517",
            span or place,
            label="read here",
            related=[Related(place, "made here")],
            help=help,
            name=symbol.name,
            definition=own.name,
        )
        self.errors.setdefault(found)

    def assignment(self, use: Use, span: Span) -> None:
        """A variable of another module is assigned from outside."""
        help = "assign it in its own module, or keep it in a container that both use"
        self.add("MD505", span, name=ast.unparse(use.node), help=help)

    def no_symbol(self, target: Target, span: Span | None, module: Module) -> None:
        """A name is used that a script has nothing for. Constants and builtins are no such names."""
        if isinstance(target, ModuleObject):
            help = "use the functions and variables of the module by name"
            self.add("MD504", span, name=target.module.name, help=help)
        elif isinstance(target, Vocabulary):
            shown = target.path[-1] if target.path else target.module
            help = "move it out of the code that runs, or use what the standard library has"
            known = entry(shown, ".".join((target.module, *target.path[:-1])))
            notes = [known.reason] if known is not None and known.reason else []
            self.add("MD503", span, name=shown, module=target.module, help=help, notes=notes)
        elif isinstance(target, Unknown):
            help = "define it or import it, or remove the code that reads it"
            if target.name == "__path__":
                help = "a script is no package: write `os.path.dirname(__file__)` for the folder"
            elif target.made_up_by:
                help = (
                    f"{target.made_up_by} makes it up by `__getattr__`, which a single file does not have: "
                    f"write `{target.name} = ...` there"
                )
            self.add("MD507", span, name=target.name, module=module.display, help=help)


def in_order(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings by place."""
    nowhere = Span("")
    return sorted(findings, key=lambda found: (found.span or nowhere, found.code, found.message))
