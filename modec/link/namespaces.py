"""Modules that are used as values: which of their names an object in the script holds, and its text.

`CLIENTS = {"a": client_a}`, `getattr(handlers, name)`, `vars(config)`, `config.debug = True`: the module is handed on, or
reached into by a name that only the run knows. A script has no such module; it has an object of that name whose variables are
the script's own. Where the names that are asked for are written down, it holds those; else all that the module has,
without those that mean nothing in a script (definitions, names of dagster's, what cannot be carried): asking for one of
those fails when the script runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modec.diagnostics import Span
from modec.link.items import SYMBOLS, Item, Link
from modec.link.meanings import Resolver, definition_in
from modec.link.symbols import Global, ModuleObject, Namespace, Symbol, Target, Vocabulary
from modec.link.views import module_constant
from modec.source.program import Module
from modec.unroll.code import Runtime

if TYPE_CHECKING:
    from modec.link.reachability import Reachability


class Namespaces:
    """The objects that stand for modules in one script."""

    def __init__(self, reached: Reachability) -> None:
        self.reached = reached
        self.modules = reached.modules
        self._items: dict[Module, Item] = {}
        self._whole: set[Module] = set()

    def as_object(self, link: Link, resolve: Resolver, module: Module) -> Link:
        """The link, to the object where it leads to a module itself or stores to a module's attribute."""
        use = link.use
        if use.annotation is not None or use.unevaluated or self.modules.view(module).is_runtime:
            return link
        consumed, target = link.consumed, link.target
        if use.stored and 0 < consumed == len(use.path):
            consumed -= 1
            target = self._root(link, resolve, module)
        if not isinstance(target, ModuleObject) or self.modules.view(target.module).is_runtime:
            return link
        span = module.span(use.node)
        left = use.path[consumed:]
        if use.stored and len(left) == 1:
            if not self.modules.assignments.is_stored_to(target.module, left[0]):
                self.reached.findings.assignment(use, span)
                return link
            self._item(target.module, span).stored[left[0]] = None
        elif (
            not left
            and use.asked
            and self.modules.assignments.is_stored_to(target.module, use.asked)
        ):
            self._item(target.module, span).stored[use.asked] = None
        self.ask(target.module, left[0] if left else use.asked, span)
        return Link(use, Namespace(target.module), consumed)

    def _root(self, link: Link, resolve: Resolver, module: Module) -> Target:
        """What the path of a use leads to without its last attribute."""
        use = link.use
        target = (
            resolve(use.name)
            if use.imported is None
            else self.modules.import_target(module, use.imported, use.name)
        )
        return self.reached.meanings.follow(target, use.path[:-1]).target

    def ask(self, module: Module, name: str | None, span: Span | None) -> None:
        """Make the object of a module hold a name, or all that the module has."""
        item = self._item(module, span)
        if self.reached.is_trial:
            return
        if name is not None and name not in ("__dict__", "__dir__"):
            self._hold(item, name, span, certain=True)
        elif module not in self._whole:
            self._whole.add(module)
            item.stored.update(dict.fromkeys(self.modules.assignments.stored_names(module)))
            for each in self._names(module):
                self._hold(item, each, span, certain=False)

    def register(self, module: Module, span: Span | None) -> None:
        """Make the object of a module be found by its name, with all that the module has."""
        self.reached.imports.lazily(module)
        self._item(module, span).is_findable = True
        self.ask(module, None, span)

    def provide(self, name: str, span: Span | None, is_stored: bool = False) -> None:
        """Make what a dotted name means be found by it, if it is the author's; `is_stored`: it is assigned, too."""
        found = self.modules.named(name)
        if found is None:
            return
        module, attribute = found
        while True:
            self.reached.imports.lazily(module)
            item = self._item(module, span)
            item.is_findable = True
            if attribute:
                if is_stored and self.modules.assignments.is_stored_to(module, attribute):
                    item.stored[attribute] = None
                self.ask(module, attribute, span)
            package, _, attribute = module.name.rpartition(".")
            above = self.modules.find(package)
            if above is None:
                return
            module, is_stored = above, False

    def _item(self, module: Module, span: Span | None) -> Item:
        if module not in self._items:
            symbol = Namespace(module)
            self._items[module] = item = Item(module, None, (-1,), "code", (symbol,))
            self.reached.items.append(item)
            self.reached.binders[symbol] = [item]
            made_by = self.reached.target(Runtime("namespaces", "Namespace"))
            assert isinstance(made_by, Global)
            self.reached.need(made_by)
            item.code_needs = (made_by,)
            if self.modules.view(module).binders.get("__getattr__"):
                self.reached.findings.no_symbol(ModuleObject(module), span, module)
        return self._items[module]

    def _names(self, module: Module, *inside: Module) -> Iterator[str]:
        """The variables of a module, and the modules in it that something imports.

        `inside`: the modules whose star imports led to it.
        """
        view = self.modules.view(module)
        names = dict.fromkeys(view.binders)
        names |= dict.fromkeys(sorted(view.late_bound))
        for star in view.stars:
            brought = self.modules.find(self.modules.absolute(module, star.node))
            if brought is not None and brought not in (module, *inside):
                found = self._names(brought, module, *inside)
                names |= {
                    name: None for name in found if self.modules.bindings.exports(brought, name)
                }
        started = (each.name.rpartition(".") for each in self.reached.execution.started)
        names |= {name: None for package, _, name in started if package == module.name}
        yield from names

    def _hold(self, item: Item, name: str, span: Span | None, certain: bool) -> None:
        """Make an object hold a name; `certain`: the name is asked for as it stands in the author's text."""
        if name in item.held or name in item.absent:
            return
        target = self.reached.meanings.follow(self.modules.member(item.module, name), ()).target
        if isinstance(target, ModuleObject):
            inside = target.module.name.startswith(f"{item.module.name}.")
            if inside or certain or self._is_read(name):
                item.held[name] = Namespace(target.module)
                self.ask(target.module, None, span)
            else:
                item.absent[name] = None
        elif isinstance(target, SYMBOLS):
            if certain or self._can_be_carried(target):
                item.held[name] = target
                self.reached.need(target, span)
            else:
                item.absent[name] = None
        elif isinstance(target, Vocabulary):
            item.absent[name] = None
            if certain:
                self.reached.findings.no_symbol(
                    target, span or item.module.span(item.module.tree), item.module
                )

    def _is_read(self, name: str) -> bool:
        """Whether some code of the author's reads an attribute of that name."""
        texts = (module.text for module in self.reached.execution.started)
        return any(re.search(rf"\.{name}\b", text) for text in texts)

    def _can_be_carried(self, target: Symbol) -> bool:
        if isinstance(target, Global):
            value = self.modules.value(target.module, target.name)
            if definition_in(value) is not None:
                return False
        return self.reached.could_need(target)


def namespace_text(item: Item, names: dict[str, str], made_by: str, own: str) -> str:
    """The statement that makes the object: `names` are its names, and what they are called in the script."""
    module = item.module
    arguments = [repr(module.name), "globals()"]
    held = {name: names[name] for name in sorted(names)}
    arguments.append(
        "{" + ", ".join(f"{name!r}: {called!r}" for name, called in held.items()) + "}"
    )
    doc = module_constant(module, "__doc__")
    if doc is not None:
        arguments.append(f"doc={doc!r}")
    for keyword, listed in (("stored", item.stored), ("absent", item.absent)):
        if listed:
            arguments.append(f"{keyword}=({''.join(f'{name!r}, ' for name in sorted(listed))})")
    if item.is_findable:
        arguments.append("findable=True")
    return f"{own} = {made_by}({', '.join(arguments)})"
