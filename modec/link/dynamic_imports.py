"""Modules of the author's that code asks for by name while it runs: a script has none."""

from __future__ import annotations

import ast

from modec.link.findings import Findings
from modec.link.items import Item, Link
from modec.link.modules import Modules
from modec.link.symbols import Builtin, Imported

_IMPORT = "import it with an import statement, inside of the function if need be"


def refuse_dynamic_imports(item: Item, modules: Modules, findings: Findings) -> None:
    """Findings (MD504, MD506) about `import_module(name)` and `sys.modules[name]`, unless they are of other projects'."""
    if item.node is None or modules.view(item.module).is_runtime:
        return
    importers = {id(link.use.node) for link in item.links if _imports(link)}
    tables = {id(link.use.node) for link in item.links if _is_module_table(link)}
    if not importers and not tables:
        return
    for part in ast.walk(item.node):
        span = item.module.span(part) if isinstance(part, ast.expr) else None
        if isinstance(part, ast.Call) and id(part.func) in importers:
            name = _text(part.args[0]) if part.args else None
            if name is None or name.startswith(".") or modules.find(name) is not None:
                called = getattr(part.func, "attr", getattr(part.func, "id", "import_module"))
                findings.add("MD506", span, name=called, help=_IMPORT)
        elif isinstance(part, ast.Subscript) and id(part.value) in tables:
            own = isinstance(part.slice, ast.Name) and part.slice.id == "__name__"
            name = item.module.name if own else _text(part.slice)
            if name is not None and modules.find(name) is not None:
                help = "use the functions and variables of the module by name"
                findings.add("MD504", span, name=name, help=help)


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
