"""Array: a list of values of one type."""

from typing import Any, List

from modec.runtime.config_errors import ConfigPath, EvaluationError, at
from modec.runtime.config_types import ConfigType
from modec.runtime.readonly import ReadOnlyList


class Array(ConfigType):
    """A list (no tuple) of values of `inner`. Rebuilt by: Array(inner)"""

    def __init__(self, inner: ConfigType) -> None:
        self.inner = inner

    def describe(self) -> str:
        return f"[{self.inner.describe()}]"

    def sample(self) -> Any:
        return []

    def validate_given(self, value: Any, path: ConfigPath) -> List[EvaluationError]:
        if not isinstance(value, list):
            message = f'Value {at(path)} must be list. Expected: "{self.describe()}"'
            return [EvaluationError(path, message)]
        return [
            error
            for index, item in enumerate(value)
            for error in self.inner.validate(item, (*path, index))
        ]

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        if not value:
            # Dagster's empty list alone is an ordinary, new one.
            return []
        if not self.inner.nullable:
            # Any lets None pass, but Dagster has no lists with None except those of Noneable.
            errors += [
                self.inner.none_error((*path, index))
                for index, item in enumerate(value)
                if item is None
            ]
        return ReadOnlyList(
            self.inner.resolve(item, (*path, index), errors) for index, item in enumerate(value)
        )
