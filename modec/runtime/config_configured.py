"""Config that the pipeline's own code gives or computes: what `configured` made (1.6)."""

from typing import Any, Callable, List, Optional

from modec.runtime.config_errors import ConfigPath, DagsterInvalidConfigError, EvaluationError
from modec.runtime.config_types import ConfigType
from modec.runtime.errors import DagsterConfigMappingFunctionError


class Given(ConfigType):
    """Config that is there already: run config is ignored, `value` must fit `inner`.

    Rebuilt by: Given(inner, value, preamble)
    """

    def __init__(self, inner: ConfigType, value: Any, preamble: str) -> None:
        self.inner = inner
        self.value = value
        self.preamble = preamble

    @property
    def is_required(self) -> bool:
        return False

    def describe(self) -> str:
        return "Any"

    def validate(self, value: Any, path: ConfigPath = ()) -> List[EvaluationError]:
        return []

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        return process_inner(self.inner, self.value, self.preamble)


class Mapped(ConfigType):
    """Config that `function` computes from what run config holds, which must fit `outer` (1.6).

    `owner` is what the function belongs to, as a message about its failure says; where that is empty, its own error
    is raised. `read_as`: the type that the function's argument is resolved as, if not `outer` (3.17).
    Rebuilt by: Mapped(outer, function, inner, preamble, owner, read_as=...)
    """

    def __init__(
        self,
        outer: ConfigType,
        function: Callable[[Any], Any],
        inner: ConfigType,
        preamble: str,
        owner: str = "",
        read_as: Optional[ConfigType] = None,
    ) -> None:
        self.outer = outer
        self.owner = owner
        self.read_as = outer if read_as is None else read_as
        self.function = function
        self.inner = inner
        self.preamble = preamble

    @property
    def is_required(self) -> bool:
        return self.outer.is_required

    def describe(self) -> str:
        return self.outer.describe()

    def sample(self) -> Any:
        return self.outer.sample()

    def validate(self, value: Any, path: ConfigPath = ()) -> List[EvaluationError]:
        return self.outer.validate(value, path)

    def resolve(self, value: Any, path: ConfigPath, errors: List[EvaluationError]) -> Any:
        given = self.read_as.resolve(value, path, errors)
        if errors:
            return None
        try:
            computed = self.function(given)
        except Exception as error:
            if not self.owner:
                raise
            raise DagsterConfigMappingFunctionError(
                f"The config mapping function on {self.owner} has thrown an unexpected error during its execution."
            ) from error
        return process_inner(self.inner, computed, self.preamble)


def process_inner(inner: ConfigType, value: Any, preamble: str) -> Any:
    """The resolved form of config that a definition was given; errors start at `root:config`.

    Raises DagsterInvalidConfigError.
    """
    errors = inner.validate(value, ("config",))
    resolved = None if errors else inner.resolve(value, ("config",), errors)
    if errors:
        raise DagsterInvalidConfigError(preamble, errors, value)
    return resolved
