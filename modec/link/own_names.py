"""What the script calls otherwise than its author did keeps `__name__` and `__module__`, where they show."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from modec.diagnostics import refuse
from modec.link.imports import is_standard
from modec.link.items import Item
from modec.link.modules import Modules
from modec.link.records import Piece
from modec.link.rewriting import expression_text
from modec.link.scopes import FunctionNode, bound_names
from modec.link.side_effects import SideEffects
from modec.link.symbols import Global, Imported, Product, Symbol
from modec.link.views import Statement
from modec.source.names import last_name
from modec.source.program import Module
from modec.source.walking import walk

_NAMES = frozenset({"__name__", "__qualname__", "__module__"})
_CLASS_MODULE = "__class__.__module__"
_PICKLING = frozenset({"pickle", "copyreg", "shelve", "multiprocessing", "concurrent", "joblib"})
"""Packages that find a class by its `__module__`."""

_CLASS_MAKERS = frozenset({"namedtuple", "NamedTuple", "make_dataclass", "Enum", "IntEnum", "Flag"})

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def names_asked_for(items: Sequence[Item], modules: Modules) -> frozenset[str]:
    """Which of `__name__`, `__qualname__` and `__module__` the author's code asks anything for: to register it, to log it.

    "pickle" is among them where classes have to be found by their module, `_CLASS_MODULE` where the module of
    what is visibly a class is asked for.
    """
    found: set[str] = set()
    for item in items:
        for symbol, _, _ in item.needs:
            if isinstance(symbol, Imported) and symbol.top_level in _PICKLING:
                found.add("pickle")
        if item.node is None or modules.view(item.module).is_runtime:
            continue
        if not any("name__" in line or "__module__" in line for line in _lines(item)):
            continue
        for link in item.links:
            target, asks = link.target, link.use.path[link.consumed :] == ("__module__",)
            if asks and isinstance(target, Global):
                binders = modules.bindings.of(target.module, target.name)
                if any(isinstance(each.node, ast.ClassDef) for each in binders):
                    found.add(_CLASS_MODULE)
        for part in walk(item.node):
            name = getattr(part, "attr", getattr(part, "value", None))
            if isinstance(name, str) and name in _NAMES:
                found.add(name)
                if name == "__module__" and _of_a_class(part):
                    found.add(_CLASS_MODULE)
    return frozenset(found)


def _lines(item: Item) -> list[str]:
    """The lines of its module that it stands on."""
    listed = getattr(item.node, "decorator_list", ())
    first = min(each.lineno for each in (item.node, *listed) if each is not None)
    return item.module.lines[first - 1 : getattr(item.node, "end_lineno", None)]


def named_as_before(
    piece: Piece,
    item: Item,
    names: Mapping[Symbol, str],
    asked: frozenset[str],
    side_effects: SideEffects,
) -> Iterator[Piece]:
    """The piece, and the statements that name what it defines; `asked`: what is asked for at all.

    A decorator sees the names, too: it is applied after the naming then. A class always prints under its author's name.
    Raises `Refused` (MD501) for a class whose bases ask it for what it cannot have yet.
    """
    node = item.node
    symbol = item.binds[0] if item.binds else None
    if symbol is None or item.section != "code" or not isinstance(node, Definition):
        yield piece
        called = getattr(getattr(node, "value", None), "func", None)
        makes = last_name(called) in _CLASS_MAKERS
        if symbol is not None and makes and "pickle" in asked and names[symbol] != _called(item):
            text = f"{names[symbol]}.__qualname__ = {names[symbol]!r}"
            yield dataclasses.replace(piece, node=None, binds=(), text=text, comment="")
        return
    listed = enumerate(node.decorator_list)
    decorators = [each for index, each in listed if index not in item.dropped_decorators]
    leaves = _leaves(item, decorators)
    name, lines = names[symbol], []
    own, module = _own_names(node, item, symbol)
    shows = (
        isinstance(node, ast.ClassDef)
        or leaves
        or not asked.isdisjoint(("__name__", "__qualname__"))
    )
    if own != name and shows:
        # pickle finds classes and functions by their `__qualname__`
        also = "" if "pickle" in asked else f"{name}.__qualname__ = "
        lines.append(f"{name}.__name__ = {also}{own!r}")
    last: list[str] = []
    if isinstance(node, ast.ClassDef) and _is_asked_while_made(item, node, asked, side_effects):
        # Whatever is defined meanwhile is defined in a module of that name.
        kept = _free(names, "script_name")
        before, after = f"{kept}, __name__ = __name__, {module.name!r}", f"__name__ = {kept}"
        yield dataclasses.replace(piece, node=None, binds=(kept,), text=before, comment="")
        asked -= {"__module__", _CLASS_MODULE}
    else:
        after = ""
    if isinstance(node, ast.ClassDef):
        if _CLASS_MODULE in asked and "pickle" not in asked:
            # `@dataclass` looks its class's module up: it comes afterwards, but for decorators of the author's.
            own_decorators = all(isinstance(_applied(each, item), Global) for each in decorators)
            (lines if own_decorators else last).append(f"{name}.__module__ = {module.name!r}")
        last += _of_methods(node, name, module, asked)
    elif "__module__" in asked:
        lines.append(f"{name}.__module__ = {module.name!r}")
    if own != name and "__qualname__" in asked and isinstance(node, ast.ClassDef):
        _check_methods(node, item, own)
    if lines and isinstance(node, ast.ClassDef) and item.statement is not None:
        _check_making(item.statement, own if own != name else "", asked, side_effects)
    if after:
        last.insert(0, after)
    if not lines and not last:
        yield piece
    elif not decorators or not lines or not (leaves or asked - {"pickle"}):
        yield piece
        text = "\n".join([*lines, *last])
        yield dataclasses.replace(piece, node=None, binds=(), text=text, comment="")
    else:
        every = frozenset(range(len(node.decorator_list)))
        rewrite = dataclasses.replace(piece.rewrite, drop_decorators=every)
        yield dataclasses.replace(piece, rewrite=rewrite)
        applied = name
        for decorator in reversed(decorators):
            applied = f"{expression_text(decorator, item.links, names)}({applied})"
        text = "\n".join([*lines, f"{name} = {applied}", *last])
        yield dataclasses.replace(piece, node=None, binds=(), text=text, comment="")


def _called(item: Item) -> str:
    """What an item's first variable is called in its author's text."""
    symbol = item.binds[0]
    return symbol.name if isinstance(symbol, Global) else ""


def _of_methods(
    node: ast.ClassDef, name: str, module: Module, asked: frozenset[str], own: str = ""
) -> Iterator[str]:
    """The statements that give a class's methods their module and qualified names, decorated ones left out."""
    own = own or node.name
    renamed = own != name and "__qualname__" in asked
    last = {bound: member for member in node.body for bound in bound_names(member)}
    for member in node.body:
        if isinstance(member, ast.ClassDef) and not member.name.startswith("__"):
            inner = f"{name}.{member.name}"
            yield from _of_methods(member, inner, module, asked, f"{own}.{member.name}")
        if not isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if any(getattr(each, "id", "") != "staticmethod" for each in member.decorator_list):
            continue
        found = _found_as(member, last)
        if found is None:
            continue
        if member.name in ("__init_subclass__", "__class_getitem__"):
            continue  # class methods, which have no attributes to set
        if member.name.startswith("__") and not member.name.endswith("__"):
            continue  # nobody outside of the class can ask it
        if "__module__" in asked and "pickle" not in asked:
            yield f"{name}.{found}.__module__ = {module.name!r}"
        if renamed and "pickle" not in asked:
            yield f"{name}.{found}.__qualname__ = {f'{own}.{member.name}'!r}"


def _found_as(method: FunctionNode, last: Mapping[str, ast.stmt]) -> str | None:
    """What a class has a method of its body as: under another name where it deletes that one, or binds it again.

    `last` are the statements of the body that bind or delete each name last.
    """
    if last[method.name] is method:
        return method.name
    for name, statement in last.items():
        value = statement.value if isinstance(statement, ast.Assign) else None
        again = isinstance(value, ast.Name) and value.id == method.name
        if again and method.lineno < statement.lineno <= last[method.name].lineno:
            return name
    return None


def _is_asked_while_made(
    item: Item, node: ast.ClassDef, asked: frozenset[str], side_effects: SideEffects
) -> bool:
    """Whether a class or its methods may be asked for their module before the class is there, and can say it.

    `@dataclass` and its like look the module up, which there is none of that name.
    """
    if "__module__" not in asked or "pickle" in asked or item.statement is None:
        return False
    listed = enumerate(node.decorator_list)
    decorators = [each for index, each in listed if index not in item.dropped_decorators]
    if not all(isinstance(_applied(each, item), Global) for each in decorators):
        return False
    asked_of = side_effects.asked_of_subclasses(item.statement)
    return "__module__" in asked_of or _decorates(node, item, (Global, Imported))


def _decorates(node: ast.ClassDef, item: Item, kinds: tuple[type, ...]) -> bool:
    """Whether a method of a class has a decorator of one of these kinds."""
    return any(
        isinstance(_applied(decorator, item), kinds)
        for member in ast.walk(node)
        if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef))
        for decorator in member.decorator_list
    )


def _free(names: Mapping[Symbol, str], name: str) -> str:
    taken = set(names.values())
    while name in taken:
        name += "_"
    return name


def _check_making(
    statement: Statement, renamed: str, asked: frozenset[str], side_effects: SideEffects
) -> None:
    """Refuse a class that is asked for a name, while it is made, that it has only afterwards."""
    wanted = side_effects.asked_of_subclasses(statement) & asked
    if not renamed:
        wanted &= {"__module__"}
    if wanted:
        name = getattr(statement.node, "name", "")
        reason = f"its bases ask for its {sorted(wanted)[-1]} while it is made, and that is another in the script"
        help = "give it a name that no other module uses, and register it under a name that it says itself"
        refuse("MD501", statement.module.span(statement.node), name=name, reason=reason, help=help)


def _check_methods(node: ast.ClassDef, item: Item, own: str) -> None:
    """Refuse a renamed class whose methods' decorators, of the author's own, may ask for qualified names."""
    if _decorates(node, item, (Global,)):
        reason = "the decorators of its methods may ask for its __qualname__, and that is another in the script"
        help = "give it a name that no other module uses"
        refuse("MD501", item.module.span(node), name=own, reason=reason, help=help)


def _own_names(node: Definition, item: Item, symbol: Symbol) -> tuple[str, Module]:
    """The name and the module that its author knows: of a wrapper, what `functools.wraps` gave it."""
    if isinstance(symbol, Product):
        innermost = symbol.function
        while innermost.wrapped is not None:
            innermost = innermost.wrapped
        return symbol.function.__name__, innermost.module
    return node.name, item.module


def _of_a_class(node: ast.AST) -> bool:
    """Whether `node` reads an attribute of what is visibly a class: `cls.x`, `type(a).x`, `a.__class__.x`."""
    owner = getattr(node, "value", None)
    if isinstance(owner, ast.Call):
        owner = owner.func
    return last_name(owner) in {"cls", "klass", "type", "__class__"}


def _applied(decorator: ast.expr, item: Item) -> Symbol | None:
    """What a decorator is, or what makes it."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return next((link.symbol for link in item.links if link.use.node is called), None)


def _leaves(item: Item, decorators: Sequence[ast.expr]) -> bool:
    """Whether a decorator is a third party's, which may do anything with the name."""
    inside = {id(part) for decorator in decorators for part in ast.walk(decorator)}
    return any(
        isinstance(link.symbol, Imported) and not is_standard(link.symbol.module)
        for link in item.links
        if id(link.use.node) in inside
    )
