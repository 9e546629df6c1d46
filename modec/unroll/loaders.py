"""How an input's value is made of what the run config holds for it (3.4), as code."""

from __future__ import annotations

from typing import Any

from modec.runtime import types
from modec.unroll.code import Code, Runtime, code, join


def loader_code(checked: Any) -> Code:
    """The function of the runtime that loads a value of that type."""
    inner = _inner_types(checked)
    if inner is not None:
        kind, parts = inner
        return code(
            Runtime("loading", kind), "(", join(", ", [loader_code(part) for part in parts]), ")"
        )
    return code(Runtime("loading", "load_scalar"))


def _inner_types(checked: Any) -> tuple[str, list[Any]] | None:
    """The loader of a type that is made of others, and those."""
    if isinstance(checked, types.ListType):
        return "load_list", [checked.inner_type]
    if isinstance(checked, types.OptionalType):
        return "load_optional", [checked.inner_type]
    if isinstance(checked, types.SetType):
        return "load_set", [checked.item_type]
    if isinstance(checked, types.TupleType):
        return "load_tuple", list(checked.item_types)
    if isinstance(checked, types.DictType):
        return "load_dict", [checked.value_type]
    return None
