"""The config scalars: Int, Float, Bool, String."""

from typing import Any, List

from modec.runtime.config_errors import ConfigPath, EvaluationError, at
from modec.runtime.config_types import ConfigType


class Scalar(ConfigType):
    """A config type that goes by the Python type of a value."""

    name = ""
    example: Any = None

    def accepts(self, value: Any) -> bool:
        """Whether `value` is of the type."""
        raise NotImplementedError

    def describe(self) -> str:
        return self.name

    def sample(self) -> Any:
        return self.example

    def validate_given(self, value: Any, path: ConfigPath) -> List[EvaluationError]:
        if self.accepts(value):
            return []
        message = (
            f'Invalid scalar {at(path)}. Value "{value}" of type "{type(value)}" '
            f'is not valid for expected type "{self.name}".'
        )
        return [EvaluationError(path, message)]


class IntType(Scalar):
    """An int, but no bool. Rebuilt by: IntConfig"""

    name = "Int"
    example = 0

    def accepts(self, value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool)


class FloatType(Scalar):
    """A float, int or bool, which becomes a float. Rebuilt by: FloatConfig"""

    name = "Float"
    example = 0.0

    def accepts(self, value: Any) -> bool:
        return isinstance(value, (int, float))

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        if value is None:
            # An optional field that stands alone in a Selector can be chosen without a value.
            errors.append(self.none_error(path))
            return None
        return float(value)


class BoolType(Scalar):
    """True or False. Rebuilt by: BoolConfig"""

    name = "Bool"
    example = True

    def accepts(self, value: Any) -> bool:
        return isinstance(value, bool)


class StringType(Scalar):
    """A text. Rebuilt by: StringConfig"""

    name = "String"
    example = "..."

    def accepts(self, value: Any) -> bool:
        return isinstance(value, str)


IntConfig = IntType()
FloatConfig = FloatType()
BoolConfig = BoolType()
StringConfig = StringType()
