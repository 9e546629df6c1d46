from __future__ import annotations

import logging
import shlex
import string
from typing import Any, ClassVar, Mapping, Sequence

logger = logging.getLogger(__name__)


class ToolError(RuntimeError):
    def __init__(self, command: Sequence[str], code: int = 1) -> None:
        super().__init__(f"{command[0]} exited with {code}: {' '.join(command)}")
        self.command = list(command)
        self.code = code


class _Delimited(string.Template):
    delimiter = "$"
    idpattern = r"[a-z_][a-z0-9_]*"


class Tool:
    """One command, filled in from options and run by a runner."""

    name: ClassVar[str] = "tool"
    template: ClassVar[str] = ""
    defaults: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, **options: Any) -> None:
        self.options = {**self.defaults, **options}

    def command(self, **values: Any) -> list[str]:
        filled = _Delimited(self.template).substitute({**self.options, **values})
        return shlex.split(filled)

    def run(self, runner, **values):
        command = self.command(**values)
        logger.debug("running %s", command)
        code, output = runner(command)
        if code:
            raise ToolError(command, code)
        return self.parse(output)

    def parse(self, output: str) -> Any:
        return output.strip()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in sorted(self.options.items()))})"
