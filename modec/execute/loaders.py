"""How an input's value is made of what the run config holds for it (3.4)."""

from __future__ import annotations

from typing import Any

from modec.definitions.type_loader import DagsterTypeLoader
from modec.runtime import loading, types


def load_of(checked: Any, context: Any) -> loading.Load:
    """The function that loads a value of the type. An author's loader is handed `context`."""
    loader = checked.loader
    if isinstance(loader, DagsterTypeLoader):
        return loading.load_by(loader.function, context)
    if hasattr(loader, "construct_from_config_value"):
        return loading.load_by(loader.construct_from_config_value, context)
    if isinstance(checked, types.ListType):
        return loading.load_list(load_of(checked.inner_type, context))
    if isinstance(checked, types.OptionalType):
        return loading.load_optional(load_of(checked.inner_type, context))
    if isinstance(checked, types.SetType):
        return loading.load_set(load_of(checked.item_type, context))
    if isinstance(checked, types.TupleType):
        return loading.load_tuple(*(load_of(item, context) for item in checked.item_types))
    if isinstance(checked, types.DictType):
        return loading.load_dict(load_of(checked.value_type, context))
    if isinstance(checked, types.PythonObjectDagsterType):
        return _as_it_is
    return loading.load_scalar


def _as_it_is(value: Any) -> Any:
    """A bare `dict`: the config's value is the input's."""
    return value
