"""The last checks before anything is written. A failure here is modec's own fault, and says so.

They are made of one part of a script at a time: top-level statements compile together if each of them does, and what
they do with the script's global names is put together in the end. So what is known of a part can be remembered.
"""

from __future__ import annotations

import ast
import builtins
import re
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modec.diagnostics import InternalError
from modec.source.python_versions import PYTHON_2_BUILTINS
from modec.source.walking import walk

_MODULE_NAMES = frozenset(
    {"__name__", "__file__", "__doc__", "__builtins__", "__spec__", "__loader__", "__package__"}
    | {"__class__"}  # what `super()` looks for: outside of a class it says so itself
)
FUTURE = "from __future__ import annotations"
"""What changes the meaning of all that follows it."""


@dataclass(frozen=True)
class GlobalNames:
    """What a part of a script does with global names."""

    bound: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()


def check_part(text: str, is_lazy: bool = False) -> GlobalNames:
    """The global names of some top-level statements, once the rest that can be told without running them was found right.

    They compile, and import neither modec nor dagster. `is_lazy`: they stand below `FUTURE`. Raises `InternalError`.
    """
    if is_lazy:
        text = f"{FUTURE}\n{text}"
    try:
        compile(text, "<script>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise InternalError(f"the emitted script does not compile: {error}") from error
    if "import" in text:
        _check_imports(ast.parse(text))
    return _global_names(text)


STAR = "*"
"""Stands among bound names for all that a star import binds."""
_STAR_IMPORT = re.compile(r"^from [\w.]+ import \*$", re.MULTILINE)


def check_names(parts: Iterable[GlobalNames]) -> None:
    """That every global name that a script reads is bound in it or builtin. Raises `InternalError`."""
    unknown = undefined_names(parts)
    if unknown:
        raise InternalError(f"the emitted script has undefined names: {', '.join(unknown)}")


def undefined_names(parts: Iterable[GlobalNames]) -> list[str]:
    """The global names that some part of a script reads and none binds, sorted."""
    bound: set[str] = set()
    read: set[str] = set()
    for part in parts:
        bound |= part.bound
        read |= part.read
    if STAR in bound:
        return []  # nobody knows what it binds
    return sorted(read - bound - set(dir(builtins)) - _MODULE_NAMES - PYTHON_2_BUILTINS)


def _global_names(text: str) -> GlobalNames:
    top = symtable.symtable(text, "<script>", "exec")
    bound = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    if "import *" in text and _STAR_IMPORT.search(text):
        bound.add(STAR)
    read: set[str] = set()
    tables = [top]
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        for symbol in table.get_symbols():
            if table is not top and symbol.is_declared_global() and symbol.is_assigned():
                bound.add(symbol.get_name())
            # `symtable` takes a function that is called `top` for the module: there, what is local is global as well
            is_global = symbol.is_global() and not symbol.is_local()
            if symbol.is_referenced() and (table is top or is_global):
                read.add(symbol.get_name())
    return GlobalNames(frozenset(bound), frozenset(read))


def _check_imports(tree: ast.Module) -> None:
    for line, name in _imported(tree):
        if not name:
            raise InternalError(f"the emitted script has a relative import (line {line})")
        if name.partition(".")[0] in {"modec", "dagster"}:
            raise InternalError(f"the emitted script imports {name} (line {line})")


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The modules that a text imports, with the lines; no name for a relative import."""
    for node in walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "" if node.level else node.module or ""
