"""Items with settled names -> pieces: what lowering has to change in each text."""

from __future__ import annotations

import ast
import copy
import dataclasses
from collections.abc import Mapping

from modec.link.facts import Place
from modec.link.imports import import_lines
from modec.link.items import Item, Link
from modec.link.names import Limits
from modec.link.records import Piece, Rewrite
from modec.link.symbols import (
    Builtin,
    Global,
    Imported,
    Literal,
    ModuleObject,
    Namespace,
    Product,
    Symbol,
    Target,
    Vocabulary,
)
from modec.source.names import attributes
from modec.source.program import Module
from modec.unroll.code import Form

Names = Mapping[Symbol, str]


def collect_limits(items: list[Item]) -> dict[Symbol, Limits]:
    """What the places where symbols are used forbid them to be called."""
    limits: dict[Symbol, Limits] = {}

    def of(symbol: Symbol) -> Limits:
        found = limits.get(symbol)
        if found is None:
            found = limits[symbol] = Limits()
        return found

    for item in items:
        banned = set(item.captured) | _new_parameters(item)
        for link in item.links:
            if link.symbol is not None:
                spelling = link.use.name if not link.consumed else ""
                of_symbol = of(link.symbol)
                of_symbol.hidden.append((spelling, link.use.hidden))
                of_symbol.banned.update(banned)
        for inner in item.inner:
            for name, target in inner.targets:
                if isinstance(target, (Global, Product, Namespace)):
                    of(target).hidden.append((name, inner.inner.hidden))
                    if name in inner.inner.elsewhere:
                        of(target).banned.add(name)
    return limits


def _new_parameters(item: Item) -> set[str]:
    form = _form(item)
    return {name for _, name in form.parameters} if form is not None else set()


def _form(item: Item) -> Form | None:
    symbol = item.binds[0] if item.binds else None
    return symbol.form if isinstance(symbol, Product) and symbol.form.name else None


def piece_of(item: Item, names: Names, text: str) -> Piece:
    """The piece for an item; `text` is that of an item that has none of the author's."""
    binds = tuple(names[symbol] for symbol in item.binds if symbol in names)
    if item.targets is not None and isinstance(item.node, (ast.Import, ast.ImportFrom)):
        return Piece(item.section, item.module, None, binds, text=text)
    if item.node is None:
        return Piece(item.section, item.module, None, binds, text=text)
    form = _form(item)
    comment = form.comment if form is not None else ""
    if not comment and item.section == "code" and _is_definition(item.node):
        comment = f"from {item.module.display}:{item.node.lineno}"
    module, node = item.module, item.node
    if item.dropped_members and isinstance(node, ast.ClassDef):
        module, node = _without_members(module, node, item.dropped_members)
    return Piece(item.section, module, node, binds, rewrite_of(item, names, form), comment)


def _without_members(
    module: Module, node: ast.ClassDef, dropped: frozenset[int]
) -> tuple[Module, ast.ClassDef]:
    """A class without some of the statements of its body, in a text that has blank lines in their place."""
    lines = list(module.lines)
    for index in sorted(dropped):
        member = node.body[index]
        decorators = getattr(member, "decorator_list", [])
        first = min([member.lineno, *(decorator.lineno for decorator in decorators)])
        last = member.end_lineno or first
        indentation = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip())]
        stand_in = "" if len(dropped) < len(node.body) else f"{indentation}pass"
        lines[first - 1 : last] = [stand_in, *[""] * (last - first)]
    changed = copy.copy(node)
    changed.body = [member for i, member in enumerate(node.body) if i not in dropped]
    return dataclasses.replace(module, text="\n".join(lines)), changed


def _is_definition(node: ast.AST) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda))


def rewrite_of(item: Item, names: Names, form: Form | None) -> Rewrite:
    """How the text of an item changes."""
    renamed: dict[str, str] = {}
    mixed: set[str] = set()
    attributes: dict[str, dict[str, str]] = {}
    bound = {symbol.name: names[symbol] for symbol in item.binds if isinstance(symbol, Global)}
    renamed.update({name: new for name, new in bound.items() if name != new})
    for link in item.links:
        use = link.use
        if link.symbol is None:
            if isinstance(link.target, Literal) and use.name not in item.captured:
                if not link.consumed:
                    renamed[use.name] = repr(link.target.value)
                else:
                    prefix = ".".join([use.name, *use.path[: link.consumed - 1]])
                    attributes.setdefault(prefix, {})[use.path[link.consumed - 1]] = repr(
                        link.target.value
                    )
        elif link.consumed:
            prefix = ".".join([use.name, *use.path[: link.consumed - 1]])
            attributes.setdefault(prefix, {})[use.path[link.consumed - 1]] = names[link.symbol]
        elif use.imported is None:
            new = names[link.symbol]
            if use.name in bound:
                if bound[use.name] != new:
                    mixed.add(use.name)
            elif renamed.setdefault(use.name, new) != new:
                mixed.add(use.name)
    mixed.update(
        link.use.name
        for link in item.links
        if isinstance(link.target, Builtin) and link.target.name == link.use.name
    )
    occurrences = {
        name: _occurrences(item, name, names)
        for name in sorted(mixed)
        if name in renamed or name in bound
    }
    renamed = {
        name: new
        for name, new in renamed.items()
        if name != new and (name not in occurrences or name in bound)
    }
    own = None
    if _is_definition(item.node) if item.node is not None else False:
        own = names[item.binds[0]]
    return Rewrite(
        names=dict(sorted(renamed.items())),
        attributes={
            prefix: dict(sorted(found.items())) for prefix, found in sorted(attributes.items())
        },
        form=form,
        name=own,
        captured=tuple((name, repr(value)) for name, value in sorted(item.captured.items())),
        drop_decorators=item.dropped_decorators,
        drop_annotations=item.dropped_annotations,
        imports=_replaced_imports(item, names),
        occurrences=occurrences,
    )


def _occurrences(item: Item, name: str, names: Names) -> tuple[str, ...]:
    """What stands where a name is read that has two meanings in an item: a path of carried files, and the script's."""
    spelled: dict[int, str] = {}
    for link in item.links:
        if link.use.name == name and not link.consumed and link.symbol is not None:
            first, _ = attributes(link.use.node)
            spelled[id(first)] = names[link.symbol]
    assert item.node is not None
    found = [
        node
        for node in ast.walk(item.node)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    ]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return tuple(spelled.get(id(node), name) for node in found)


def _replaced_imports(item: Item, names: Names) -> dict[Place, tuple[str, ...]]:
    found: dict[Place, tuple[str, ...]] = {}
    for link in item.inner:
        inner = link.inner
        lines: list[str] = []
        for name, target in link.targets:
            if isinstance(target, Imported):
                lines.extend(import_lines({target: name}))
            elif not isinstance(target, (ModuleObject, Vocabulary, Literal)) and target in names:
                bound = name
                if inner.scope == "module":
                    bound = names.get(Global(item.module, name), name)
                settled = names[target]  # type: ignore[index]
                if settled != bound or inner.scope == "class":
                    lines.append(f"{bound} = {settled}")
        if link.fails:
            lines.append(f"raise ImportError({link.fails!r})")
        found[(inner.node.lineno, inner.node.col_offset)] = tuple(lines)
    return found


def expression_text(node: ast.expr, links: list[Link], names: Names) -> str:
    """An expression of the author's with its names as in the script, parenthesised where it has to be."""
    replacements: dict[int, ast.expr] = {}
    for link in links:
        replacement = _replacement(link, names)
        if replacement is not None:
            replacements[id(link.use.node)] = replacement
    changed = _Substitution(replacements).visit(node)
    text = ast.unparse(changed)
    atomic = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Constant, ast.JoinedStr)
    displays = (
        ast.List,
        ast.Dict,
        ast.Set,
        ast.Tuple,
        ast.ListComp,
        ast.DictComp,
        ast.SetComp,
        ast.GeneratorExp,
    )
    return text if isinstance(changed, atomic + displays) else f"({text})"


def _replacement(link: Link, names: Names) -> ast.expr | None:
    if isinstance(link.target, Literal):
        return _with_path(ast.parse(repr(link.target.value), mode="eval").body, link.use.path)
    if link.symbol is None or not isinstance(link.use.node, (ast.Name, ast.Attribute)):
        return None
    return _with_path(ast.Name(names[link.symbol], ast.Load()), link.use.path[link.consumed :])


def _with_path(node: ast.expr, path: tuple[str, ...]) -> ast.expr:
    for attribute in path:
        node = ast.Attribute(node, attribute, ast.Load())
    return node


class _Substitution:
    """Copies a tree with some of its nodes replaced; the original stays as it is."""

    def __init__(self, replacements: Mapping[int, ast.expr]) -> None:
        self.replacements = replacements

    def visit(self, node: ast.AST) -> ast.AST:
        if id(node) in self.replacements:
            return self.replacements[id(node)]
        changed = copy.copy(node)
        for name, value in ast.iter_fields(node):
            if isinstance(value, ast.AST):
                setattr(changed, name, self.visit(value))
            elif isinstance(value, list):
                setattr(
                    changed, name, [self.visit(v) if isinstance(v, ast.AST) else v for v in value]
                )
        return changed


def meaning_text(target: Target, names: Names) -> str:
    """The text for a target that is a symbol or a constant."""
    if isinstance(target, Literal):
        return repr(target.value)
    return names[target]  # type: ignore[index]
