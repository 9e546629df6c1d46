"""Which module-level variables get another value when they have one already: what imports of them may not stand for.

`from config import client` is a variable of the importing module, with what `client` held when the import was executed.
As a rule that is all it ever holds, and both can be one variable in the script. They cannot where a function rebinds
`client` by way of `global`, or code of another module does: `config.client = connect()`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator

from modec.link.effects import ANY
from modec.link.facts import ImportStatement
from modec.link.scopes import import_binding
from modec.source.names import dotted
from modec.source.program import Module

_STORE = re.compile(r"\.\w+\s*(?:[-+*/%&|^@]|//|<<|>>|\*\*)?=(?!=)")
"""The last attribute of what is assigned to. (It begins with a point, and not with a name, since there are fewer of them.)"""
_SETATTR = re.compile(r"(?:setattr|patch\.object)\(\s*(\w+)")
_ALWAYS_OBJECTS = frozenset({"self", "cls"})


def stores_to_modules(
    modules: Iterable[Module],
    led_to: Callable[[Module, ImportStatement, str, tuple[str, ...]], Module | None],
    named: Callable[[str], tuple[Module, str] | None],
) -> Iterator[tuple[Module, str]]:
    """The variables that code of some module assigns from outside, as attributes: (their module, name).

    The name is `ANY` where only the run knows it.
    `led_to` says which module an imported name with attributes is, `named` what a dotted name in a text means (for
    `mock.patch("config.client")`). Local variables of the same name are not told
    apart: a variable too many does no harm.
    """
    for module in modules:
        if "patch(" in module.text:
            patched = (named(text) for text in map(_patched, ast.walk(module.tree)) if text)
            yield from (found for found in patched if found is not None and found[1])
        roots = {*_stored_roots(module.text)}
        if "setattr(" in module.text or "patch.object(" in module.text:
            roots.update(_SETATTR.findall(module.text))
        roots -= _ALWAYS_OBJECTS
        if not roots:
            continue
        nodes = list(ast.walk(module.tree))
        imports: dict[str, list[ImportStatement]] = {}
        for name, statement in _imports(nodes, roots):
            imports.setdefault(name, []).append(statement)
        for node in nodes if imports else ():
            stored = _stored(node)
            if stored is not None:
                root, path = stored
                for statement in imports.get(root, ()):
                    found = led_to(module, statement, root, path[:-1])
                    if found is not None:
                        yield found, path[-1]


def _stored_roots(text: str) -> Iterator[str]:
    """The names that the chains of attributes begin with which a text assigns to."""
    for store in _STORE.finditer(text):
        start = end = store.start()
        while start and (text[start - 1].isalnum() or text[start - 1] in "_."):
            start -= 1
        chain = text[start:end].rpartition("..")[2].lstrip(".")
        if chain and not chain.endswith("."):
            yield chain.partition(".")[0]


def _imports(nodes: Iterable[ast.AST], wanted: set[str]) -> Iterator[tuple[str, ImportStatement]]:
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                name = import_binding(alias, isinstance(node, ast.ImportFrom))
                if name in wanted:
                    yield name, node


def _stored(node: ast.AST) -> tuple[str, tuple[str, ...]] | None:
    """The attribute that a node stores to: `config.client = ...`, `setattr(config, "client", ...)`."""
    match node:
        case ast.Attribute(ctx=ast.Store() | ast.Del()):
            path = dotted(node)
        case ast.Call(
            func=ast.Name(id="setattr") | ast.Attribute(attr="object"),
            args=[object_, ast.Constant(value=str(name)), *_],
        ):
            path = (*dotted(object_), name)
        case ast.Call(func=ast.Name(id="setattr"), args=[object_, _, *_]):
            path = (*dotted(object_), ANY)
        case _:
            return None
    return (path[0], path[1:]) if len(path) > 1 else None


def _patched(node: ast.AST) -> str:
    """The dotted name that `patch("config.client")` assigns."""
    match node:
        case ast.Call(
            func=ast.Name(id="patch") | ast.Attribute(attr="patch"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            return name
    return ""
