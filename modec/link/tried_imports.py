"""`try: from dagster import ...; except ImportError: ...`: which of the imports a program with dagster 0.12 carries out."""

from __future__ import annotations

import ast
from collections.abc import Callable

from modec.link.bindings import is_vocabulary
from modec.link.vocabulary import is_of_another_version

_CATCHING = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


def carried_out(node: ast.Try, source: Callable[[ast.ImportFrom], str]) -> list[ast.stmt]:
    """The statements of a `try` over imports of dagster's that are executed; none where only the run knows.

    `source` tells the module that an import names.
    """
    for index, inner in enumerate(node.body):
        if isinstance(inner, ast.ImportFrom) and is_vocabulary(source(inner)):
            if any(is_of_another_version(alias.name, source(inner)) for alias in inner.names):
                handler = node.handlers[0] if len(node.handlers) == 1 else None
                caught = handler is not None and _catches(handler)
                return [*node.body[:index], *handler.body] if handler and caught else []
        elif isinstance(inner, ast.Import):
            if not all(is_vocabulary(alias.name) for alias in inner.names):
                return []
        elif not (isinstance(inner, ast.Assign) and isinstance(inner.value, ast.Constant)):
            return []
    return [*node.body, *node.orelse]


def _catches(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in _CATCHING) for kind in kinds
    )
