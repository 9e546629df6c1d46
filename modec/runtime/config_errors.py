"""What is wrong with config: error records, their paths, and the exceptions that carry them."""

from typing import Any, NamedTuple, Optional, Sequence, Tuple, Union

from modec.runtime.errors import DagsterError

Path = Tuple[Union[str, int], ...]
"""The way to a value: keys of dicts and indices of lists."""


def at(path: Path) -> str:
    """How messages name a place: `at the root`, `at path root:solids:s:config:l[0]` (4.3)."""
    if not path:
        return "at the root"
    steps = (f"[{step}]" if isinstance(step, int) else f":{step}" for step in path)
    return "at path root" + "".join(steps)


class EvaluationError(NamedTuple):
    """One thing that is wrong with a config value."""

    path: Path
    message: str


class PostProcessingError(Exception):
    """A valid config value cannot be turned into what the run needs: an unset environment variable."""


class DagsterInvalidConfigError(DagsterError):
    """Config does not fit its schema. The text is the preamble and a numbered line for each error (4.3)."""

    def __init__(self, preamble: str, errors: Sequence[EvaluationError], config_value: Any) -> None:
        self.errors = list(errors)
        self.config_value = config_value
        self.error_messages = [error.message for error in errors]
        self.message = preamble + "".join(
            f"\n    Error {number}: {message}"
            for number, message in enumerate(self.error_messages, start=1)
        )
        super().__init__(self.message)


class DagsterInvalidConfigDefinitionError(DagsterError):
    """A config schema holds something that is no config type (4.1).

    `original_root` is the whole schema, `current_value` the culprit, `stack` the field names that lead to it.
    """

    def __init__(
        self,
        original_root: Any,
        current_value: Any,
        stack: Sequence[str] = (),
        reason: Optional[str] = None,
    ) -> None:
        self.original_root = original_root
        self.current_value = current_value
        self.stack = list(stack)
        place = f"Error at stack path :{':'.join(map(str, stack))}. " if stack else ""
        because = f" Reason: {reason}." if reason else ""
        super().__init__(
            f"Error defining config. Original value passed: {original_root!r}. "
            f"{place}{current_value!r} cannot be resolved.{because}\n"
            "A config schema is a Field; a config type (Int, Float, Bool, String, Any, StringSource, Array, "
            "Noneable, Enum, Selector, Shape, Permissive, ...); one of int, float, bool, str, list, dict; "
            "a dict, whose values are schemas by the same rules; or a list of one such type."
        )
