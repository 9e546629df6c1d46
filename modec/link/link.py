"""Linking, step by step: reach, refuse, order, name, rewrite."""

from __future__ import annotations

import ast
import itertools
import keyword
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from modec.evaluate.values import Environment
from modec.link.builtin_names import with_builtins
from modec.link.data_files import carry_data_files
from modec.link.execution import Execution
from modec.link.findings import in_order
from modec.link.imports import import_lines, is_standard
from modec.link.items import Item
from modec.link.modules import Modules
from modec.link.names import is_fixed, names_in, settle
from modec.link.namespaces import namespace_text
from modec.link.order import needed_while_loading, ordered, place
from modec.link.own_names import named_as_before, names_asked_for
from modec.link.reachability import Reachability
from modec.link.reasons import reasons
from modec.link.records import Linked, Piece
from modec.link.rewriting import collect_limits, expression_text, meaning_text, piece_of
from modec.link.symbols import Imported, Namespace, Symbol
from modec.source.embedding import EMBED_LIMIT
from modec.source.program import Module, Program
from modec.unroll.code import Code, Inline, Local, Reference, Standard, Unrolled, code


class Evaluated(Protocol):
    """What linking needs of an evaluation: the module-level variables by module name, in execution order."""

    @property
    def environments(self) -> Mapping[str, Environment]:
        """The environments of the modules."""
        ...


def link(
    unrolled: Unrolled, evaluation: Evaluated, program: Program, embed: int = EMBED_LIMIT
) -> Linked:
    """Find everything that the unrolled code reaches and bring it into one namespace.

    `embed`: how many bytes of the project's data files it may carry, none if it is negative.

    Raises `Refused` with every finding (MD5xx).
    """
    modules = Modules(program, evaluation.environments)
    execution = Execution(modules)
    modules.ranks, modules.started = execution.ranks, execution.begun
    reached = Reachability(modules, execution)
    settings = code(*(value for _, value in unrolled.settings))
    whole = code(settings, unrolled.run, unrolled.main)

    reached.imports.at_once(program.entry)  # what importing the entry module does for its effect
    reached.reach(whole)  # what the script's own code needs
    files = carry_data_files(reached, embed)  # what it opens beside the author's modules
    reached.findings.check()

    early = needed_while_loading(reached.items, reached.binders)
    place(reached.items, early)
    _add_late_imports(reached)
    items = ordered(reached.items, reached.binders, modules)
    namespace = _settle(reached, items, unrolled, whole)
    return replace(_linked(reached, items, namespace, whole), files=files)


@dataclass(frozen=True)
class _Namespace:
    names: Mapping[Symbol, str]
    references: Mapping[Reference, str]
    globals: frozenset[str]

    def text(self, piece: Code) -> str:
        """The text of code, its locals named last."""
        own = {name for part in piece.parts if isinstance(part, str) for name in names_in(part)}
        used = {self.references[part] for part in piece.references if not isinstance(part, Local)}
        taken = own | {name for text in used for name in names_in(text)}
        variables: dict[str, str] = {}
        for part in piece.references:
            if isinstance(part, Local) and part.identity not in variables:
                variables[part.identity] = _free(part.hint, taken)
                taken.add(variables[part.identity])
        return "".join(
            (
                part
                if isinstance(part, str)
                else variables[part.identity] if isinstance(part, Local) else self.references[part]
            )
            for part in piece.parts
        )


def _free(hint: str, taken: set[str]) -> str:
    """`rank`, or `rank_value` where that is a global's name, or `rank_2`."""
    numbered = (f"{hint}_{number}" for number in itertools.count(2))
    offered = itertools.chain((hint, f"{hint}_value"), numbered)
    return next(name for name in offered if name not in taken and not keyword.iskeyword(name))


# -- names ----------------------------------------------------------------------------------------


def _settle(
    reached: Reachability, items: list[Item], unrolled: Unrolled, whole: Code
) -> _Namespace:
    texts = [part for part in whole.parts if isinstance(part, str)]
    reserved = {name for text in texts for name in names_in(text)} | {
        name for name, _ in unrolled.settings
    }
    reserved |= reached.free_names
    names = settle(
        _by_priority(reached, items, whole), collect_limits(reached.items), sorted(reserved)
    )
    references: dict[Reference, str] = {}
    codes = [whole, *(item.code for item in items if item.code is not None)]
    for reference in (reference for piece in codes for reference in piece.references):
        if isinstance(reference, Inline):
            references[reference] = expression_text(
                reference.node, reached.expressions[reference], names
            )
        elif isinstance(reference, Standard):
            external = reference.external
            references[reference] = ".".join([external.module, *external.path])
        elif not isinstance(reference, Local):
            references[reference] = meaning_text(reached.target(reference), names)
    return _Namespace(
        names, references, frozenset(names.values()) | {name for name, _ in unrolled.settings}
    )


def _by_priority(
    reached: Reachability, items: list[Item], whole: Code
) -> Iterator[tuple[Symbol, Module]]:
    """The symbols in the order in which they choose their names."""
    entry = reached.modules.program.entry
    modules = [entry, *(module for module in reached.execution.started if module is not entry)]
    place_of = {module: index for index, module in enumerate(modules)}
    by_module = sorted(
        items, key=lambda item: (place_of.get(item.module, len(modules)), item.module.name)
    )
    used = [(symbol, item.module) for item in by_module for symbol in _symbols_of(item)]
    used += [(symbol, entry) for symbol in reached.symbols_of(whole)]
    yield from ((symbol, module) for symbol, module in used if is_fixed(symbol))
    for (
        item
    ) in by_module:  # what is defined under a condition can only be told its name by its text
        if not reached.modules.view(item.module).is_runtime and item.node is not None:
            yield from (
                (symbol, item.module) for symbol in item.binds if _defines(item.node, symbol)
            )
    for item in by_module:
        own = sorted(_imports_of(item), key=lambda symbol: (symbol.binding, symbol.module))
        yield from ((symbol, item.module) for symbol in (*item.binds, *own))
    yield from used


def _defines(node: ast.AST, symbol: Symbol) -> bool:
    """Whether a compound statement has the definition of a function or class of that name in it."""
    if not isinstance(node, (ast.If, ast.Try, ast.With, ast.For, ast.While)):
        return False
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    wanted = getattr(symbol, "name", None)
    return any(isinstance(part, kinds) and part.name == wanted for part in ast.walk(node))


def _symbols_of(item: Item) -> Iterator[Symbol]:
    yield from item.binds
    yield from (symbol for symbol, _, _ in item.needs)


def _imports_of(item: Item) -> Iterable[Imported]:
    return {symbol: None for symbol in _symbols_of(item) if isinstance(symbol, Imported)}


# -- imports --------------------------------------------------------------------------------------


def _add_late_imports(reached: Reachability) -> None:
    """Imports of third parties that follow an effect stay behind it: `sys.path.append(...)`, `load_dotenv()`."""
    effects = [item.rank for item in reached.items if item.is_effect]
    if not effects:
        return
    first = min(effects)
    for symbol, rank in _import_ranks(reached).items():
        if rank > first and not is_standard(symbol.module):
            item = Item(reached.modules.program.entry, None, rank, "code", (symbol,))
            reached.items.append(item)
            reached.binders[symbol].append(item)


def _import_ranks(reached: Reachability) -> dict[Imported, tuple[int, ...]]:
    """Where each import of a third party's module is executed first."""
    ranks: dict[Imported, tuple[int, ...]] = {}
    for item in list(reached.items):
        if reached.modules.view(item.module).is_runtime:
            continue
        binders = reached.modules.view(item.module).binders
        for link in item.links:
            symbol = link.symbol
            if isinstance(symbol, Imported) and not link.consumed:
                for statement in binders.get(link.use.name, [])[:1]:
                    rank = (reached.execution.rank(statement),)
                    ranks[symbol] = min(ranks.get(symbol, rank), rank)
    return ranks


def _submodules(reached: Reachability, names: Mapping[Symbol, str]) -> list[str]:
    """`a.b` of the `import a.b` statements whose `a` is used."""
    roots = {symbol.module for symbol in names if is_fixed(symbol) and isinstance(symbol, Imported)}
    found = dict.fromkeys(reached.submodules)
    for module in dict.fromkeys(item.module for item in reached.items):
        for statement in reached.modules.view(module).statements:
            if isinstance(statement.node, ast.Import):
                for alias in statement.node.names:
                    if (
                        not alias.asname
                        and "." in alias.name
                        and alias.name.partition(".")[0] in roots
                    ):
                        found.setdefault(alias.name)
    return list(found)


def _import_pieces(
    reached: Reachability, items: list[Item], names: Mapping[Symbol, str]
) -> Iterator[Piece]:
    bound_later = {symbol for item in items for symbol in item.binds}
    imports = {
        symbol: name
        for symbol, name in names.items()
        if isinstance(symbol, Imported) and symbol not in bound_later
    }
    entry = reached.modules.program.entry
    submodules = _submodules(reached, names)
    plain = dict(imports)
    for symbol in imports:
        # `import a.b` binds `a`: `import a` on top of it says nothing more.
        if is_fixed(symbol) and any(
            module.startswith(f"{symbol.module}.") for module in submodules
        ):
            del plain[symbol]
    lines = import_lines(plain, submodules)
    stars = sorted({item.star for item in reached.items if item.star is not None})
    lines += [f"from {star} import *" for star in stars]
    for line in lines:
        node = ast.parse(line).body[0]
        assert isinstance(node, (ast.Import, ast.ImportFrom))
        binds = tuple(alias.asname or alias.name.partition(".")[0] for alias in node.names)
        yield Piece("imports", entry, None, binds, text=line)


# -- the result -----------------------------------------------------------------------------------


def _linked(reached: Reachability, items: list[Item], namespace: _Namespace, whole: Code) -> Linked:
    names = namespace.names
    pieces: list[Piece] = []
    if any(reached.modules.view(item.module).lazy_annotations for item in items):
        entry = reached.modules.program.entry
        pieces.append(Piece("future", entry, None, (), text="from __future__ import annotations"))
    pieces += _import_pieces(reached, items, names)
    asked = names_asked_for(items, reached.modules)
    begun: set[Symbol] = set()
    for item in items:
        piece = piece_of(item, names, _own_text(item, namespace))
        own = list(named_as_before(piece, item, names, asked, reached.side_effects))
        pieces += with_builtins(own, item, names, reached.modules, begun)
    outside = {symbol.top_level for symbol in names if isinstance(symbol, Imported)}
    outside |= {item.star.partition(".")[0] for item in reached.items if item.star is not None}
    outside |= set(reached.outside)
    return Linked(
        pieces=tuple(pieces),
        names=namespace.references,
        globals=namespace.globals,
        third_party=tuple(sorted(name for name in outside if not is_standard(name) and name)),
        resolve=namespace.text,
        sources=reached.modules.consulted,
        warnings=tuple(in_order(reached.findings.warnings)),
        shipped=reasons(reached, items, whole),
    )


def _own_text(item: Item, namespace: _Namespace) -> str:
    if item.code is not None:
        return f"{namespace.names[item.binds[0]]} = {namespace.text(item.code)}"
    if item.renamed_import is not None:
        return f"{namespace.names[item.binds[0]]} = {meaning_text(item.renamed_import[1], namespace.names)}"
    symbol = item.binds[0] if item.binds else None
    if isinstance(symbol, Namespace):
        held = {name: namespace.names[each] for name, each in item.held.items()}
        made_by = namespace.names[item.code_needs[0]]
        return namespace_text(item, held, made_by, namespace.names[symbol])
    if item.targets is not None and isinstance(item.node, (ast.Import, ast.ImportFrom)):
        (name,) = item.targets
        alias = next(a for a in item.node.names if (a.asname or a.name.partition(".")[0]) == name)
        bound = namespace.names[item.binds[0]]
        module = getattr(item.node, "module", None)
        found = (
            Imported(module, alias.name, alias.asname)
            if module
            else Imported(alias.name, None, alias.asname)
        )
        return "\n".join(import_lines({found: bound}))
    if isinstance(symbol, Imported):
        return "\n".join(import_lines({symbol: namespace.names[symbol]}))
    return ""
