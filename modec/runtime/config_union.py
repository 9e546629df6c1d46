"""ScalarUnion: a scalar, or else a dict or list."""

from typing import Any, List

from modec.runtime.config_errors import ConfigPath, EvaluationError
from modec.runtime.config_types import ConfigType


class ScalarUnion(ConfigType):
    """A scalar of type `scalar`, or a dict or list of type `non_scalar`.

    Rebuilt by: ScalarUnion(scalar, non_scalar)
    """

    def __init__(self, scalar: ConfigType, non_scalar: ConfigType) -> None:
        self.scalar = scalar
        self.non_scalar = non_scalar

    def side(self, value: Any) -> ConfigType:
        """The type that `value` is to be read as."""
        return self.non_scalar if isinstance(value, (dict, list)) else self.scalar

    def describe(self) -> str:
        return f"({self.scalar.describe()} | {self.non_scalar.describe()})"

    def sample(self) -> Any:
        return self.scalar.sample()

    def validate_given(self, value: Any, path: ConfigPath) -> List[EvaluationError]:
        return self.side(value).validate(value, path)

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        return self.side(value).resolve(value, path, errors)
