"""The last checks before anything is written. A failure here is modec's own fault, and says so."""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterator

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
    unknown = undefined_names(text, tree)
    if unknown:
        raise InternalError(f"the emitted script has undefined names: {', '.join(unknown)}")
    _check_imports(tree)
    return tree


def undefined_names(text: str, tree: ast.Module | None = None) -> list[str]:
    """The global names that `text` reads and nothing in it binds, sorted. `tree` is its syntax, if it is there."""
    bound: set[str] = set()
    read: set[str] = set()
    for part in _parts(text, tree or ast.parse(text)):
        _collect_globals(part, bound, read)
    return sorted(read - bound - set(dir(builtins)) - _MODULE_NAMES)


def _parts(text: str, tree: ast.Module) -> Iterator[str]:
    """The text, some statements at a time: `symtable` compares each name of a module with each of its scopes."""
    if "\r" in text:  # in a string: Python counts it as the end of a line
        yield text
        return
    lines = text.split("\n")
    future = ""
    start = first = 0
    for index, (node, following) in enumerate(zip(tree.body, [*tree.body[1:], None])):
        end = node.end_lineno or node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            future += ast.unparse(node) + "\n"
        if following is None or (index - first >= 20 and _first_line(following) > end):
            yield (future if start else "") + "\n".join(lines[start:end])
            start, first = end, index


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _collect_globals(text: str, bound: set[str], read: set[str]) -> None:
    """Add the global names that a part of a module binds, and those that it reads."""
    top = symtable.symtable(text, "<script>", "exec")
    bound.update(s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported())
    tables = [top]
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        for symbol in table.get_symbols():
            if table is not top and symbol.is_declared_global() and symbol.is_assigned():
                bound.add(symbol.get_name())
            if symbol.is_referenced() and (table is top or symbol.is_global()):
                read.add(symbol.get_name())


def _check_imports(tree: ast.Module) -> None:
    for node in _statements(tree):
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


def _statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Every statement, however deep in blocks. Expressions hold none, and are most of a tree."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            inside = getattr(node, block, None)
            if isinstance(inside, list):
                waiting.extend(inside)
