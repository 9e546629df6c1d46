"""Noneable: a value that may be None."""

from typing import Any, List

from modec.runtime.config_errors import ConfigPath, EvaluationError
from modec.runtime.config_types import ConfigType


class Noneable(ConfigType):
    """None or a value of `inner`; a field of it may be left out (4.2). Rebuilt by: Noneable(inner)"""

    nullable = True

    def __init__(self, inner: ConfigType) -> None:
        self.inner = inner

    @property
    def is_required(self) -> bool:
        return False

    def describe(self) -> str:
        return f"{self.inner.describe()}?"

    def validate(self, value: Any, path: ConfigPath = ()) -> List[EvaluationError]:
        return [] if value is None else self.inner.validate(value, path)

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        return None if value is None else self.inner.resolve(value, path, errors)
