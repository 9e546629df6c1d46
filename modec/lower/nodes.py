"""What there is to know about kinds of LibCST nodes: names as Python reads them, fields in which names can be."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable
from typing import Any, cast

import libcst as cst

NOT_WALKED = (
    "whitespace",
    "lpar",
    "rpar",
    "comma",
    "leading_lines",
    "lines_after",
    "header",
    "footer",
    "semicolon",
    "equal",
    "dot",
    "operator",
    "bracket",
    "brace",
    "colon",
)
"""Fields whose name has one of these in it hold white space and punctuation."""


def spelled(node: cst.Name) -> str:
    """A name as Python reads it: identifiers are normalised."""
    return node.value if node.value.isascii() else unicodedata.normalize("NFKC", node.value)


def bound_name(alias: cst.ImportAlias) -> str:
    """The name that an import binds."""
    if alias.asname is not None:
        return spelled(cst.ensure_type(alias.asname.name, cst.Name))
    first: cst.BaseExpression = alias.name
    while isinstance(first, cst.Attribute):
        first = first.value
    return spelled(cst.ensure_type(first, cst.Name))


def parameters_of(params: cst.Parameters) -> Iterable[cst.Param]:
    """The parameters, in the order they stand."""
    yield from params.posonly_params
    yield from params.params
    if isinstance(params.star_arg, cst.Param):
        yield params.star_arg
    yield from params.kwonly_params
    if params.star_kwarg is not None:
        yield params.star_kwarg


_FIELDS: dict[type[cst.CSTNode], tuple[str, ...]] = {}


def name_fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields of a kind of node that can hold names."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(
            entry.name
            for entry in dataclasses.fields(cast(Any, kind))
            if not any(part in entry.name for part in NOT_WALKED)
        )
    return _FIELDS[kind]
