"""Modules of the author's that code asks for by name while it runs: `import_module("plugins.csv")`, `sys.modules[__name__]`.

Where the build knows the name, or the package that it is in (`import_module(f"plugins.{kind}")`), an object stands for each
module that can be meant, and is found under its name. Other names are refused, unless they are of other projects'.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from modec.link.findings import Findings
from modec.link.items import Item, Link
from modec.link.modules import Modules
from modec.link.namespaces import Namespaces
from modec.link.symbols import Builtin, Imported
from modec.source.program import Module

_IMPORT = "import it with an import statement, inside of the function if need be"


def provide_dynamic_imports(item: Item, namespaces: Namespaces, findings: Findings) -> None:
    """Make the modules be there that an item asks for by name. Findings (MD506) where the build does not know which."""
    modules = namespaces.modules
    if item.node is None or modules.view(item.module).is_runtime:
        return
    importers = {id(link.use.node) for link in item.links if _imports(link)}
    tables = {id(link.use.node) for link in item.links if _is_module_table(link)}
    if not importers and not tables:
        return
    for part in ast.walk(item.node):
        if isinstance(part, ast.Call) and id(part.func) in importers:
            span = item.module.span(part)
            found = list(_named(part.args[0], modules)) if part.args else []
            for module in found:
                namespaces.register(module, span)
            name = _text(part.args[0]) if part.args else None
            if not found and (name is None or name.startswith(".")):
                called = getattr(part.func, "attr", getattr(part.func, "id", "import_module"))
                findings.add("MD506", span, name=called, help=_IMPORT)
        elif isinstance(part, ast.Subscript) and id(part.value) in tables:
            own = isinstance(part.slice, ast.Name) and part.slice.id == "__name__"
            for module in [item.module] if own else _named(part.slice, modules):
                namespaces.register(module, item.module.span(part))


def _named(node: ast.expr, modules: Modules) -> Iterator[Module]:
    """The modules of the author's that an expression may name."""
    name = _text(node)
    if name is not None:
        parts = name.split(".")
        dotted = (".".join(parts[:end]) for end in range(1, len(parts) + 1))
        found = [modules.find(each) for each in dotted] if all(parts) else []
        if found and found[-1] is not None:
            yield from (each for each in found if each is not None)
        return
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


def _imports(link: Link) -> bool:
    target, path = link.target, link.use.path
    if isinstance(target, Builtin):
        return target.name == "__import__"
    if not isinstance(target, Imported) or target.top_level != "importlib":
        return False
    return (target.name or "".join(path[:1])) == "import_module"


def _is_module_table(link: Link) -> bool:
    target, path = link.target, link.use.path
    if not isinstance(target, Imported) or target.module != "sys":
        return False
    return (target.name or "".join(path[:1])) == "modules"


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
