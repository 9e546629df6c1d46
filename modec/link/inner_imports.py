"""Import statements below the top level: what the names that they bind mean, and what is needed for it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from modec.diagnostics import Span
from modec.link.definitional import is_library
from modec.link.facts import InnerImport
from modec.link.items import SYMBOLS, InnerLink, Item, Link
from modec.link.symbols import Imported, ModuleObject, Namespace, Target, Unknown, Vocabulary

if TYPE_CHECKING:
    from modec.link.reachability import Reachability


def link_inner_imports(item: Item, reached: Reachability) -> None:
    """Settle what the imports in an item's functions, classes and blocks mean, and make it part of the script."""
    _link_objects(item, reached)
    item.inner = _inner_links(item, reached)


def _link_objects(item: Item, reached: Reachability) -> None:
    """Where a module that a function imports is used as a value, all uses of that variable are of the object."""
    item.objects = frozenset(
        (link.use.imported, link.use.name)
        for link in item.links
        if isinstance(link.target, Namespace) and link.use.imported and not link.consumed
    )
    for index, link in enumerate(item.links):
        use = link.use
        if link.consumed and use.imported and (use.imported, use.name) in item.objects:
            target = reached.modules.import_target(item.module, use.imported, use.name)
            assert isinstance(target, ModuleObject)
            reached.namespaces.ask(target.module, use.path[0], item.module.span(use.node))
            item.links[index] = Link(use, Namespace(target.module))


def _is_object(item: Item, inner: InnerImport, name: str) -> bool:
    """Whether the variable that an import below the top level binds to a module has to hold an object."""
    is_variable = inner.scope in ("class", "module") or name in inner.elsewhere
    return is_variable or (inner.node, name) in item.objects


def _inner_links(item: Item, reached: Reachability) -> list[InnerLink]:
    found: list[InnerLink] = []
    for inner in item.facts.imports:
        if inner.node is item.node:
            continue
        is_from = isinstance(inner.node, ast.ImportFrom)
        missing = reached.modules.bindings.missing_at(item.module, inner.node, inner.optional)
        if not reached.modules.view(item.module).is_runtime:
            for module in reached.execution.imported(item.module, inner.node):
                reached.imports.lazily(module)  # for what it does besides binding names
        targets: list[tuple[str, Target]] = []
        for alias in inner.node.names:
            name = alias.asname or (alias.name if is_from else alias.name.partition(".")[0])
            if name == "*":
                continue
            if alias.name == missing:
                break
            target = _target(item, inner, name, reached)
            if reached.modules.assignments.is_rebound(
                target
            ):  # a variable of its own, with the value of now
                inner = replace(inner, elsewhere=inner.elsewhere | {name})
            targets.append((name, target))
        is_ours = is_from and _is_of_project(item, inner, reached)
        starred = inner.node.names[0].name == "*"
        if starred and is_ours:
            found.append(InnerLink(inner, ()))  # what it brings is added as it is needed
            continue
        # The runtime does without what it cannot import.
        optional = inner.optional or reached.modules.view(item.module).is_runtime
        _note_outside(targets, item.module.span(inner.node), optional, reached)
        if not is_ours and all(isinstance(target, Imported) for _, target in targets):
            continue  # it stays as it is
        for _, target in targets:
            _need(target, item, inner, reached)
        fails = f"cannot import name {missing!r}" if missing else ""
        found.append(InnerLink(inner, tuple(targets), fails))
    return found


def bring_by_stars(item: Item, name: str, reached: Reachability) -> None:
    """Have the star imports in a statement's blocks (`try: from local_settings import *`) bind a name that they bring."""
    for index, link in enumerate(item.inner):
        for star in reached.modules.view(item.module).stars:
            if star.node is not link.inner.node or link.fails:
                continue
            if reached.modules.bindings.star_target(star, name) is not None:
                target = _target(item, link.inner, name, reached)
                _need(target, item, link.inner, reached)
                span, optional = item.module.span(star.node), link.inner.optional
                _note_outside([(name, target)], span, optional, reached)
                item.inner[index] = InnerLink(link.inner, (*link.targets, (name, target)))


def _target(item: Item, inner: InnerImport, name: str, reached: Reachability) -> Target:
    """What an import binds a name to: the object of a module where one is asked for."""
    target = reached.modules.import_target(item.module, inner.node, name)
    target = reached.meanings.follow(target, ()).target
    if isinstance(target, ModuleObject) and _is_object(item, inner, name):
        reached.namespaces.ask(target.module, None, item.module.span(inner.node))
        return Namespace(target.module)
    return target


def _is_of_project(item: Item, inner: InnerImport, reached: Reachability) -> bool:
    assert isinstance(inner.node, ast.ImportFrom)
    return reached.modules.find(reached.modules.absolute(item.module, inner.node)) is not None


def _need(target: Target, item: Item, inner: InnerImport, reached: Reachability) -> None:
    target = reached.uses.certain(target)
    if isinstance(target, SYMBOLS) and not isinstance(target, Imported):
        reached.need(target, item.module.span(inner.node))
    elif isinstance(target, (Vocabulary, Unknown)) and target != Vocabulary("dagster"):
        reached.findings.no_symbol(target, item.module.span(inner.node), item.module)


def _note_outside(
    targets: Iterable[tuple[str, Target]], span: Span, optional: bool, reached: Reachability
) -> None:
    """Note the packages that a function imports when it is called; `optional`: it goes on without them."""
    for _, target in targets:
        if isinstance(target, Imported) and not optional:
            reached.outside.setdefault(target.top_level)
            if is_library(target):
                reached.findings.add("MD511", span, module=target.module)
