"""`--define NAME=VALUE`: environment variables and module constants that the build is told."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from modec.evaluate.values import Residual, Value


class Defines:
    """What was defined, and which of it was used."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = dict(values)
        self.used: set[str] = set()

    def variable(self, name: str) -> str | None:
        """The environment variable of that name, if it was defined."""
        if name in self.values:
            self.used.add(name)
        return self.values.get(name)

    def constant(self, module: str, name: str, value: Value) -> Value:
        """What the module-level name holds: what was defined for `NAME` or `module.NAME`, else `value`.

        A definition reads as Python where the module has something else than text there: `--define
        RETRIES=3` for `RETRIES = 1`. A variable that was read from the environment is already known.
        """
        for key in (f"{module}.{name}", name):
            if key in self.values and (
                isinstance(value, (str, int, float, Residual)) or value is None
            ):
                self.used.add(key)
                return _read(self.values[key], value)
        return value

    @property
    def unused(self) -> tuple[str, ...]:
        """The names that nothing read, sorted."""
        return tuple(sorted(set(self.values) - self.used))


def _read(text: str, before: Value) -> Value:
    if isinstance(before, (str, Residual)):
        return text
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
