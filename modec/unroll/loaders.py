"""How an input's value is made of what the run config holds for it (3.4), as code."""

from __future__ import annotations

from typing import Any

from modec.definitions.type_loader import DagsterTypeLoader
from modec.runtime import types
from modec.unroll.code import Code, Runtime, code, join
from modec.unroll.values import value_code


def loader_code(checked: Any, context: Code) -> Code:
    """The function that loads a value of that type; `context` is what a loader of the author's is handed.

    Raises `Refused` where a loader of the author's cannot be carried into the script.
    """
    if checked.loader is not None:
        own = checked.loader
        function = own.function if isinstance(own, DagsterTypeLoader) else own
        return code(Runtime("loading", "load_by"), "(", value_code(function), ", ", context, ")")
    inner = _inner_types(checked)
    if inner is not None:
        kind, parts = inner
        loads = [loader_code(part, context) for part in parts]
        return code(Runtime("loading", kind), "(", join(", ", loads), ")")
    bare_dict = isinstance(checked, types.PythonObjectDagsterType)
    return code(Runtime("loading", "load_as_it_is" if bare_dict else "load_scalar"))


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
