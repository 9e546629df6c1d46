"""Which Python a script needs for what its code does when it is executed, beyond what the parser asks for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

GENERIC = frozenset({"dict", "frozenset", "list", "set", "tuple", "type"})
"""Builtin classes that can be subscripted since Python 3.9 (PEP 585)."""
NEWER_MODULES = {"graphlib": 9, "zoneinfo": 9, "tomllib": 11}
"""Modules of the standard library, and the minor version that brought them."""
NEWER_NAMES = {("functools", "cache"): 9, ("itertools", "pairwise"): 10, ("enum", "StrEnum"): 11}


def needed_minor(text: str, lazy_annotations: bool = False) -> int:
    """The minor version of the oldest Python 3 (8 at least) that can execute `text`, a top-level piece that parses.

    `lazy_annotations`: the script has `from __future__ import annotations`. A module that is imported inside of a
    `try` or a function may be missing.
    """
    tree = ast.parse(text)
    annotations = {id(node) for each in _annotations(tree) for node in ast.walk(each)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    found = [8, *(_of_import(statement) for statement in tree.body)]
    for node in ast.walk(tree):
        in_annotation = id(node) in annotations
        if in_annotation and lazy_annotations:
            continue
        match node:
            case ast.Subscript(value=ast.Name(id=name)) if name in GENERIC - bound:
                found.append(9)
            case ast.BinOp(op=ast.BitOr()) if in_annotation:
                found.append(10)
    return max(found)


def _annotations(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns is not None:
            yield node.returns
        if isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
            yield node.annotation


def _of_import(statement: ast.stmt) -> int:
    if isinstance(statement, ast.ImportFrom) and statement.module is not None:
        names = [NEWER_NAMES.get((statement.module, each.name), 8) for each in statement.names]
        return max(NEWER_MODULES.get(statement.module, 8), *names)
    if isinstance(statement, ast.Import):
        return max(NEWER_MODULES.get(each.name, 8) for each in statement.names)
    return 8
