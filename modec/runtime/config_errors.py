"""What is wrong with config: error records, their paths, and the exceptions that carry them."""

from typing import Any, NamedTuple, Sequence, Tuple, Union

from modec.runtime.errors import DagsterError

ConfigPath = Tuple[Union[str, int], ...]
"""The way to a value: keys of dicts and indices of lists."""


def at(path: ConfigPath) -> str:
    """How messages name a place: `at the root`, `at path root:solids:s:config:l[0]` (4.3)."""
    if not path:
        return "at the root"
    steps = (f"[{step}]" if isinstance(step, int) else f":{step}" for step in path)
    return "at path root" + "".join(steps)


class EvaluationError(NamedTuple):
    """One thing that is wrong with a config value."""

    path: ConfigPath
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
