"""Which Python a script needs for what its code does when it is executed, beyond what the parser asks for."""

from __future__ import annotations

import ast
import re

GENERIC = frozenset({"dict", "frozenset", "list", "set", "tuple", "type"})
"""Builtin classes that can be subscripted since Python 3.9 (PEP 585)."""
NEWER_MODULES = {"graphlib": 9, "zoneinfo": 9, "tomllib": 11}
"""Modules of the standard library, and the minor version that brought them."""
NEWER_NAMES = {("functools", "cache"): 9, ("itertools", "pairwise"): 10, ("enum", "StrEnum"): 11}


_MARKS = re.compile(
    rf"\b(?:{'|'.join(sorted(GENERIC))})\s*[\[)\\#]|\||"
    rf"\b(?:{'|'.join(sorted({*NEWER_MODULES, *(name for _, name in NEWER_NAMES)}))})\b"
)
"""What a text has in it if it needs a newer Python: most have nothing of it, and need not be parsed."""


def needed_minor(text: str, lazy_annotations: bool = False) -> int:
    """The minor version of the oldest Python 3 (8 at least) that can execute `text`, a top-level piece that parses.

    `lazy_annotations`: the script has `from __future__ import annotations`. A module that is imported inside of a
    `try` or a function may be missing.
    """
    if text.isascii() and not _MARKS.search(text):
        return 8
    tree = ast.parse(text)
    found = [8, *map(_of_import, tree.body)]
    bound: set[str] = set()
    subscripted: set[str] = set()
    waiting: list[tuple[ast.AST, bool]] = [(tree, False)]
    while waiting:
        node, in_annotation = waiting.pop()
        if in_annotation and lazy_annotations:
            continue
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                bound.add(name)
            case ast.Subscript(value=ast.Name(id=name)) if name in GENERIC:
                subscripted.add(name)
            case ast.BinOp(op=ast.BitOr()) if in_annotation:
                found.append(10)
        annotation = _annotation(node)
        waiting.extend(
            (child, in_annotation or child is annotation) for child in ast.iter_child_nodes(node)
        )
    return max(*found, 9 if subscripted - bound else 8)


def _annotation(node: ast.AST) -> ast.expr | None:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return node.returns
    return node.annotation if isinstance(node, (ast.arg, ast.AnnAssign)) else None


def _of_import(statement: ast.stmt) -> int:
    if isinstance(statement, ast.ImportFrom) and statement.module is not None:
        names = [NEWER_NAMES.get((statement.module, each.name), 8) for each in statement.names]
        return max(NEWER_MODULES.get(statement.module, 8), *names)
    if isinstance(statement, ast.Import):
        return max(NEWER_MODULES.get(each.name, 8) for each in statement.names)
    return 8
