"""Inputs whose value comes from the run config (3.4)."""

import functools
import json
import pickle
from typing import Any, Callable, Mapping

from modec.runtime.engine import Source
from modec.runtime.errors import DagsterError, DagsterTypeLoadingError

Load = Callable[[Any], Any]
"""From what the config says to the value of the input."""


def load_scalar(value: Any) -> Any:
    """The value itself, or that of `{value: v}`, `{json: {path}}` (it holds `{"value": v}`), `{pickle: {path}}`.

    For `Int`, `Float`, `Bool`, `String`, and for `Any`, whose config has the second form only.
    """
    if not isinstance(value, dict):
        return value
    (kind, given), *_ = value.items()
    if kind == "value":
        return given
    if kind == "json":
        with open(given["path"]) as file:
            return json.load(file)["value"]
    with open(given["path"], "rb") as file:
        return pickle.load(file)


def load_as_it_is(value: Any) -> Any:
    """For a bare `dict`: the config's value is the input's."""
    return value


def load_list(load: Load) -> Load:
    """For a list of what `load` loads."""
    return lambda values: [load(value) for value in values]


def load_set(load: Load) -> Load:
    """For a set of what `load` loads, given as a list."""
    return lambda values: {load(value) for value in values}


def load_tuple(*loads: Load) -> Load:
    """For a tuple, given as a list, each element loaded by a function of its own."""
    return lambda values: tuple(loads[index](value) for index, value in enumerate(values))


def load_dict(load: Load) -> Load:
    """For a dict whose values `load` loads."""
    return lambda values: {key: load(value) for key, value in values.items()}


def load_optional(load: Load) -> Load:
    """None, or what `load` loads."""
    return lambda value: None if value is None else load(value)


def load_by(function: Callable[[Any, Any], Any], context: Any) -> Load:
    """By the author's function (`@dagster_type_loader`), which takes a context and the config."""
    return lambda value: function(context, value)


def load_input(name: str, load: Load, value: Any) -> Any:
    """The value of an input. Raises DagsterTypeLoadingError; a DagsterError is passed on as it is."""
    try:
        return load(value)
    except DagsterError:
        raise
    except Exception as error:
        raise DagsterTypeLoadingError(f'Error occurred while loading input "{name}":') from error


class FromConfig(Source):
    """What the config says of an input, loaded when the step runs."""

    def __init__(self, value: Any, load: Load) -> None:
        super().__init__(value)
        self._load = load

    def load(self, execution: Any, step: Any, name: str) -> Any:
        return load_input(name, self._load, self.value)


class NotGiven:
    """Stands for an input that the config says nothing of."""


class FromConfigOr(FromConfig):
    """What the config says of an input, or `default` where it says nothing (`NotGiven`)."""

    def __init__(self, value: Any, load: Load, default: Any) -> None:
        super().__init__(value, load)
        self.default = default

    def load(self, execution: Any, step: Any, name: str) -> Any:
        return self.default if self.value is NotGiven else super().load(execution, step, name)


def loads(compute: Callable[..., Any], inputs: Mapping[str, Load]) -> Callable[..., Any]:
    """`compute` whose `inputs` are given as config says them: each is loaded first, in the order of names."""

    @functools.wraps(compute)
    def run(*arguments: Any, **values: Any) -> Any:
        loaded = {name: load_input(name, inputs[name], values[name]) for name in sorted(inputs)}
        return compute(*arguments, **{**values, **loaded})

    return run
