"""Checked types as code that rebuilds them in the script."""

from __future__ import annotations

from typing import Any as Anything

from modec.definitions.dagster_types import HintedType
from modec.runtime import types
from modec.unroll.code import Code, Runtime, code, join
from modec.unroll.values import value_code

_PARTS = {
    types.ListType: ("inner_type",),
    types.OptionalType: ("inner_type",),
    types.SetType: ("item_type",),
    types.DictType: ("key_type", "value_type"),
}


def type_code(checked: Anything) -> Code | None:
    """The expression that rebuilds a type, None for a type that accepts everything.

    Raises `Refused` where a check function cannot be carried into the script.
    """
    if isinstance(checked, types.AnyType):
        return None
    for name, value in vars(types).items():
        if value is checked:
            return code(Runtime("types", name))
    for cls, parts in _PARTS.items():
        if isinstance(checked, cls):
            inner = [_inner(getattr(checked, part)) for part in parts]
            return code(Runtime("types", cls.__name__), "(", join(", ", inner), ")")
    if isinstance(checked, types.TupleType):
        inner = [_inner(item) for item in checked.item_types]
        return code(Runtime("types", "TupleType"), "(", join(", ", inner), ")")
    if isinstance(checked, types.ScalarType):
        kind = checked.python_type.__name__
        named = f"({checked.display_name!r}, {kind}, {checked.noun!r})"
        return code(Runtime("types", "ScalarType"), named)
    if isinstance(checked, types.PythonObjectDagsterType):
        return _class_code(checked)
    name = (
        f", name={checked.display_name!r}" if checked.has_unique_name else f", key={checked.key!r}"
    )
    made_by = code(Runtime("types", "DagsterType"), "(", value_code(checked.check), name)
    if checked.typing_type is None:
        return code(made_by, ")")
    return code(made_by, ", typing_type=", value_code(checked.typing_type), ")")


def _inner(checked: Anything) -> Code:
    """As `type_code`, with `Any` written out: a part of a type has to stand somewhere."""
    return type_code(checked) or code(Runtime("types", "Any"))


def _class_code(checked: Anything) -> Code:
    python_type = value_code(checked.python_type)
    if isinstance(checked, HintedType) or checked.display_name == getattr(
        checked.python_type, "__name__", None
    ):
        return code(Runtime("types", "instance_of"), "(", python_type, ")")
    return code(
        Runtime("types", "PythonObjectDagsterType"),
        "(",
        python_type,
        f", name={checked.display_name!r})",
    )
