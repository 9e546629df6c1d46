"""Enum: one of a set of names, each standing for a Python value."""

import enum
from typing import Any, List, Optional, Sequence, Type

from modec.runtime.config_errors import ConfigPath, EvaluationError, at
from modec.runtime.config_types import ConfigType


class EnumValue:
    """A name that config may hold, and what the run sees for it: the name itself unless given.

    Rebuilt by: EnumValue(config_value, python_value)
    """

    def __init__(
        self, config_value: str, python_value: Any = None, description: Optional[str] = None
    ) -> None:
        self.config_value = config_value
        self.python_value = config_value if python_value is None else python_value
        self.description = description


class EnumConfig(ConfigType):
    """One of the names of `values`.

    `python_enum` is the enum class it was made from, if it was.
    Rebuilt by: EnumConfig(name, values), or python_enum_config(python_enum, name)
    """

    python_enum: Any = None

    def __init__(self, name: str, values: Sequence[EnumValue]) -> None:
        self.name = name
        self.values = list(values)

    def describe(self) -> str:
        return self.name

    def sample(self) -> Any:
        return self.values[0].config_value if self.values else super().sample()

    def validate_given(self, value: Any, path: ConfigPath) -> List[EvaluationError]:
        if not isinstance(value, str):
            message = f"Value {at(path)} for enum type {self.name} must be a string"
        elif all(value != each.config_value for each in self.values):
            message = f"Value {at(path)} not in enum type {self.name} got {value}"
        else:
            return []
        return [EvaluationError(path, message)]

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        for each in self.values:
            if each.config_value == value:
                return each.python_value
        # An optional field that stands alone in a Selector can be chosen without a value.
        errors.append(self.none_error(path))
        return None


def python_enum_config(python_enum: Type[enum.Enum], name: Optional[str] = None) -> EnumConfig:
    """The config type of an enum class: config holds a member's name, the run sees the member."""
    return EnumConfig(
        name or python_enum.__name__, [EnumValue(each.name, each) for each in python_enum]
    )
