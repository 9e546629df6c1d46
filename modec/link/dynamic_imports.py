"""Modules of the author's that code asks for by name while it runs: `import_module("plugins.csv")`, `sys.modules[__name__]`.

Where the build knows the name, or the package that it is in (`import_module(f"plugins.{kind}")`), an object stands for each
module that can be meant, and is found under its name. So it does for names of what is in modules: `mock.patch("shop.db.get")`,
`"class": "shop.logs.Handler"`. Other names are refused, unless they are of other projects'.
"""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterable, Iterator
from itertools import pairwise

from modec.link.findings import Findings
from modec.link.items import Item, Link
from modec.link.loading import IMPORTERS, SEARCHES
from modec.link.modules import Modules
from modec.link.namespaces import Namespaces
from modec.link.symbols import Builtin, Global, Imported, Literal
from modec.link.uses import NAMING_KEYS
from modec.source.program import Module

_IMPORT = "import it with an import statement, inside of the function if need be"
_NO_FOLDER = (
    "import those modules with import statements: a script has no folder to look for them in"
)
_FINDERS = frozenset({"pkgutil.resolve_name", "pydoc.locate"})
"""Functions that find an object by its dotted name."""
_PATCHERS = frozenset(
    f"{module}.patch{kind}"
    for module in ("unittest.mock", "mock", "mock.mock")
    for kind in ("", ".dict", ".multiple")
)
_LOADERS = frozenset(
    {"importlib.util.find_spec", "importlib.reload", "pkgutil.find_loader", "runpy.run_module"}
)
"""Functions that look for a module's file, which a script does not have."""
_TABLES = frozenset({"sys.modules", "sys.modules.get"})
_CUTTING = frozenset({"partition", "rpartition", "rsplit", "split"})
_ASKING = IMPORTERS | SEARCHES | _FINDERS | _PATCHERS | _LOADERS | _TABLES
"""What finds a module, or what is in one, by its name."""


def provide_dynamic_imports(item: Item, namespaces: Namespaces, findings: Findings) -> None:
    """Make the modules be there that an item asks for by name. Findings (MD506) where the build does not know which."""
    modules = namespaces.modules
    if item.node is None or modules.view(item.module).is_runtime:
        return
    called = {id(link.use.node): name for link in item.links if (name := _dotted(link))}
    if not item.facts.names_classes and _ASKING.isdisjoint(called.values()):
        return
    known = _Texts(item.links, modules)
    for part in ast.walk(item.node):
        span = item.module.span(part) if isinstance(part, ast.expr) else None
        if isinstance(part, ast.Dict):
            for key, value in zip(part.keys, part.values):
                if isinstance(key, ast.Constant) and key.value in NAMING_KEYS:
                    for text in known.of(value) or ():
                        namespaces.provide(text.removeprefix("ext://"), span)
        elif isinstance(part, ast.Subscript) and called.get(id(part.value)) == "sys.modules":
            for text in known.of(part.slice) or ():
                _register(_along(text, modules), namespaces, item.module, part)
        elif not isinstance(part, ast.Call):
            continue
        elif (name := called.get(id(part.func), "")) in SEARCHES and (part.args or part.keywords):
            findings.add("MD506", span, name=name.rpartition(".")[2], help=_NO_FOLDER)
        elif part.args:
            if name in IMPORTERS:
                _import(part, name.rpartition(".")[2], item, known, namespaces, findings)
            elif name in _FINDERS or name in _PATCHERS:
                for text in known.of(part.args[0]) or ():
                    namespaces.provide(text, span, is_stored=name in _PATCHERS)
            elif name in _LOADERS:
                texts = known.of(part.args[0]) or ()
                if any(_along(text, modules) for text in texts):
                    findings.add("MD506", span, name=name.rpartition(".")[2], help=_IMPORT)
            elif name == "sys.modules.get":
                for text in known.of(part.args[0]) or ():
                    _register(_along(text, modules), namespaces, item.module, part)


def _import(
    call: ast.Call,
    called: str,
    item: Item,
    known: _Texts,
    namespaces: Namespaces,
    findings: Findings,
) -> None:
    modules = namespaces.modules
    carried_out = _found_by_evaluation(call, item, modules)
    if carried_out is not None:
        _register(carried_out, namespaces, item.module, call)
        return
    keyword = next((each.value for each in call.keywords if each.arg == "package"), None)
    package = call.args[1] if len(call.args) > 1 and called == "import_module" else keyword
    texts = known.of(call.args[0])
    if texts is not None and any(text.startswith(".") for text in texts):
        packages = known.of(package) if package is not None else None
        texts = None if packages is None else list(_absolute(texts, packages))
    if texts is not None:
        for text in texts:
            _register(_along(text, modules), namespaces, item.module, call)
        return
    found = list(_in_package(call.args[0], modules))
    _register(found, namespaces, item.module, call)
    if not found:
        findings.add("MD506", item.module.span(call), name=called, help=_IMPORT)


def _found_by_evaluation(call: ast.Call, item: Item, modules: Modules) -> list[Module] | None:
    """The project's modules that a call at the top level of a module imported, None where the build does not know."""
    if item.statement is None or isinstance(item.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    names = modules.carried_out.called_for(call, item.statement)
    if not names or None in names:
        return None
    return [module for name in names if name is not None for module in _along(name, modules)]


def _absolute(texts: Iterable[str], packages: Iterable[str]) -> Iterator[str]:
    for package in packages:
        for text in texts:
            try:
                yield importlib.util.resolve_name(text, package)
            except ImportError:
                continue  # Python raises that, too, when it comes to that


def _register(found: list[Module], namespaces: Namespaces, module: Module, node: ast.expr) -> None:
    for each in found:
        namespaces.register(each, module.span(node))
    for package, inner in pairwise(found):
        if inner.name.rpartition(".")[0] == package.name:
            namespaces.ask(package, inner.name.rpartition(".")[2], module.span(node))


def _along(name: str, modules: Modules) -> list[Module]:
    """The author's module of a dotted name, its packages first."""
    parts = name.split(".")
    if not all(parts):
        return []
    found = [modules.find(".".join(parts[:end])) for end in range(1, len(parts) + 1)]
    return [each for each in found if each is not None] if found[-1] is not None else []


def _in_package(node: ast.expr, modules: Modules) -> Iterator[Module]:
    """The modules in the package that an expression begins with: `"plugins." + kind`."""
    prefix = _prefix(node)
    package = modules.find(prefix.removesuffix(".")) if prefix.endswith(".") else None
    if package is None or not package.is_package:
        return
    yield package
    folder = package.path if package.path.is_dir() else package.path.parent
    for path in sorted(folder.glob("*.py")):
        inner = modules.find(f"{package.name}.{path.stem}") if path.stem != "__init__" else None
        if inner is not None:
            yield inner


def _prefix(node: ast.expr) -> str:
    """What a text begins with: `"plugins." + kind`, `f"plugins.{kind}"`."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        text = _text(node.left) or ""
        return text.partition("%")[0] if isinstance(node.op, ast.Mod) else text
    return (_text(node.values[0]) or "") if isinstance(node, ast.JoinedStr) and node.values else ""


class _Texts:
    """The texts that the expressions of one piece of code may be."""

    def __init__(self, links: Iterable[Link], modules: Modules) -> None:
        self.links = {id(link.use.node): link for link in links}
        self.modules = modules

    def of(self, node: ast.expr) -> list[str] | None:
        """All that an expression may be; None where the build does not know."""
        match node:
            case ast.Constant(value=str(text)):
                return [text]
            case ast.IfExp(body=first, orelse=second):
                one, other = self.of(first), self.of(second)
                return None if one is None or other is None else [*one, *other]
            case ast.Subscript(
                value=ast.Call(func=ast.Attribute() as cut, args=args, keywords=[]),
                slice=ast.Constant(value=int(index)),
            ) if (
                cut.attr in _CUTTING
            ):
                return self._part(cut, args, index)
            case ast.Subscript(value=table) | ast.Call(func=ast.Attribute(value=table, attr="get")):
                value = self._value(table)
                held = value.values() if isinstance(value, dict) else value
                if isinstance(held, (str, type(None))) or not hasattr(held, "__iter__"):
                    return None
                return list(held) if all(isinstance(each, str) for each in held) else None
        value = self._value(node)
        return [value] if isinstance(value, str) else None

    def _part(self, cut: ast.Attribute, args: list[ast.expr], index: int) -> list[str] | None:
        """A part of a text that is known: `__name__.rpartition(".")[0]`."""
        link = self.links.get(id(cut))
        whole = link.target.value if link is not None and isinstance(link.target, Literal) else None
        if not isinstance(whole, str):
            return None
        try:
            parts = getattr(whole, cut.attr)(*map(ast.literal_eval, args))
            return [parts[index]]
        except (ValueError, TypeError, IndexError):
            return None

    def _value(self, node: ast.expr) -> object:
        link = self.links.get(id(node))
        if link is None or link.consumed != len(link.use.path):
            return None
        if isinstance(link.target, Literal):
            return link.target.value
        if isinstance(link.target, Global) and not self.modules.assignments.is_rebound(link.target):
            return self.modules.value(link.target.module, link.target.name)
        return None


def _dotted(link: Link) -> str:
    """What a name outside of the project and the attributes read from it are: `unittest.mock.patch`."""
    target = link.target
    if isinstance(target, Builtin):
        return f"builtins.{target.name}" if not link.use.path else ""
    if not isinstance(target, Imported):
        return ""
    return ".".join([target.module, *([target.name] if target.name else []), *link.use.path])


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
