"""What the text of a lowered piece depends on, as text: the key under which it may be remembered."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Mapping
from typing import Any

from modec.link.records import Piece, Rewrite
from modec.lower.cutting import cut

_FIELDS = tuple(each.name for each in dataclasses.fields(Rewrite) if each.name != "form")


def key_of(piece: Piece) -> str:
    """Everything that `lower` makes of a piece but its place: two pieces with one key have one text.

    Places in the rewrite count from the statement's own line, so that lines that come and go above change nothing.
    """
    assert piece.node is not None
    snippet = cut(piece.module, piece.node)
    line = piece.node.lineno
    rewrite = {name: _plain(getattr(piece.rewrite, name), line) for name in _FIELDS}
    form = piece.rewrite.form
    shape = form and (form.name, form.context, form.kept, form.parameters)
    kind = type(piece.node).__name__
    name = getattr(piece.node, "name", None)
    is_lambda = isinstance(piece.node, ast.Lambda)
    return repr((kind, name, is_lambda, snippet.text, snippet.indented, shape, rewrite))


def _plain(value: Any, line: int) -> Any:
    """A value with everything unordered in order, and places counted from `line`."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Mapping):
        pairs = [(_plain(key, line), _plain(each, line)) for key, each in value.items()]
        return sorted(pairs, key=repr)
    if isinstance(value, (set, frozenset)):
        return ["set", *sorted((_plain(each, line) for each in value), key=repr)]
    if isinstance(value, tuple):
        if len(value) == 2 and all(type(each) is int for each in value):
            return (value[0] - line, value[1])
        return tuple(_plain(each, line) for each in value)
    return value
