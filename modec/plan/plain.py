"""Values of definitions as plain data: what a JSON file or a line of text can hold."""

from __future__ import annotations

import ast
import enum
import json
from collections.abc import Mapping
from typing import Any

from modec.definitions.checks import is_residual
from modec.diagnostics import Span


def plain(value: Any) -> Any:
    """`value` as JSON has it; what only the run knows becomes `{"expression": text}`."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if is_residual(value):
        return {"expression": expression(value)}
    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item) for item in value), key=str)
    return {"expression": getattr(value, "__name__", type(value).__name__)}


def expression(value: Any) -> str:
    """The text of an expression that only the run computes."""
    node = getattr(value, "node", None)
    if isinstance(node, ast.AST):
        return ast.unparse(node)
    path = getattr(value, "path", None)
    if isinstance(path, tuple):
        return ".".join([value.module, *path])
    return str(getattr(value, "name", type(value).__name__))


def text(value: Any) -> str:
    """One line that shows a value: JSON, or the expression itself where only the run knows it."""
    shown = plain(value)
    if isinstance(shown, dict) and set(shown) == {"expression"}:
        return str(shown["expression"])
    return json.dumps(shown, ensure_ascii=False)


def place(span: Span | None) -> str | None:
    """`pipeline.py:18`; None for what is defined nowhere in the project."""
    return f"{span.path}:{span.line}" if span is not None and span.line else None
