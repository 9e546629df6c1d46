"""The last checks before anything is written. A failure here is modec's own fault, and says so."""

from __future__ import annotations

import ast
import builtins
import symtable

from modec.diagnostics import InternalError

_MODULE_NAMES = frozenset(
    {"__name__", "__file__", "__doc__", "__builtins__", "__spec__", "__loader__", "__package__"}
)


def check_script(text: str) -> ast.Module:
    """The script's syntax tree, once everything that can be told without running it was found right.

    It parses and compiles, every global name it reads is bound at module level or builtin, and it imports
    neither modec nor dagster. Raises `InternalError`.
    """
    try:
        tree = ast.parse(text)
        compile(tree, "<script>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise InternalError(f"the emitted script does not compile: {error}") from error
    unknown = undefined_names(text)
    if unknown:
        raise InternalError(f"the emitted script has undefined names: {', '.join(unknown)}")
    _check_imports(tree)
    return tree


def undefined_names(text: str) -> list[str]:
    """The global names that `text` reads and nothing in it binds, sorted."""
    top = symtable.symtable(text, "<script>", "exec")
    bound = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    read: set[str] = set()
    tables = [top]
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        for symbol in table.get_symbols():
            if table is not top and symbol.is_declared_global() and symbol.is_assigned():
                bound.add(symbol.get_name())
            if symbol.is_referenced() and (table is top or symbol.is_global()):
                read.add(symbol.get_name())
    return sorted(read - bound - set(dir(builtins)) - _MODULE_NAMES)


def _check_imports(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            if node.level:
                raise InternalError(
                    f"the emitted script has a relative import (line {node.lineno})"
                )
            names = [node.module or ""]
        for name in names:
            if name.partition(".")[0] in {"modec", "dagster"}:
                raise InternalError(f"the emitted script imports {name} (line {node.lineno})")
