"""The sources: a text, number or truth value, given as it is or as the name of an environment variable."""

import os
from typing import Any, List

from modec.runtime.config_errors import ConfigPath, EvaluationError, PostProcessingError, at
from modec.runtime.config_scalars import BoolConfig, IntConfig, Scalar, StringConfig
from modec.runtime.config_selector import Selector
from modec.runtime.config_types import Field
from modec.runtime.config_union import ScalarUnion


class Source(ScalarUnion):
    """A scalar, or `{"env": NAME}`: the text of that environment variable when config is resolved (4.1)."""

    def __init__(self, scalar: Scalar) -> None:
        super().__init__(scalar, Selector({"env": Field(StringConfig)}))

    def read(self, text: str, variable: str) -> Any:
        """The value that an environment variable's text stands for. Raises `PostProcessingError`."""
        raise NotImplementedError

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        if value is None:
            # An optional field that stands alone in a Selector can be chosen without a value.
            errors.append(self.none_error(path))
        if not isinstance(value, dict):
            return value
        try:
            return self.read(environment_variable(value["env"]), value["env"])
        except PostProcessingError as error:
            message = f"Post processing {at(path)} of original value {value} failed:\n{error}"
            errors.append(EvaluationError(path, message))
            return None


def environment_variable(name: str) -> str:
    """The text of an environment variable. Raises `PostProcessingError` when it is not set."""
    text = os.environ.get(name)
    if text is None:
        raise PostProcessingError(
            f'You have attempted to fetch the environment variable "{name}" which is not set. '
            "In order for this execution to succeed it must be set in this environment."
        )
    return text


class StringSourceType(Source):
    """A text, or the environment variable that holds it. Rebuilt by: StringSource"""

    def read(self, text: str, variable: str) -> Any:
        return text


class IntSourceType(Source):
    """An int, or the environment variable that holds it. Rebuilt by: IntSource"""

    def read(self, text: str, variable: str) -> Any:
        try:
            return int(text)
        except ValueError:
            raise PostProcessingError(
                f'Value "{text}" stored in env variable "{variable}" cannot be coerced into an int.'
            ) from None


class BoolSourceType(Source):
    """True or False, or an environment variable: every text but the empty one is True, "False" too (4.1).

    Rebuilt by: BoolSource
    """

    def read(self, text: str, variable: str) -> Any:
        return bool(text)


StringSource = StringSourceType(StringConfig)
IntSource = IntSourceType(IntConfig)
BoolSource = BoolSourceType(BoolConfig)
