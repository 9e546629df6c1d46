"""What the runners are asked and what they answer: plain JSON, one object a line.

A runner reads requests on stdin and writes one answer a line to stdout, in the same order. This module is
imported by the runners too, so it is Python 3.8 and standard library only.
"""

import re
from typing import Any, Dict, List, Optional

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")

# A run ends in one of these ways. Only "success" and "failure" have run steps or resources.
SUCCESS = "success"
FAILURE = "failure"
CONFIG_ERROR = "config_error"
"""The run config was refused before anything ran."""
DEFINITION_ERROR = "definition_error"
"""The module could not be imported."""
RUN_ERROR = "run_error"
"""The call to execute raised: unknown mode, resource cycle, a logger's own error ..."""
EXIT = "exit"
"""SystemExit left the call to execute."""
TIMEOUT = "timeout"
CRASH = "crash"
"""The runner itself, or the interpreter under it, gave up."""

OUTCOMES = (SUCCESS, FAILURE, CONFIG_ERROR, DEFINITION_ERROR, RUN_ERROR, EXIT, TIMEOUT, CRASH)


class Request:
    """One run of one pipeline of a module.

    `root` is the folder imports start from, `module` the dotted name of the entry module in it. `run` is a row of
    a case's `runs.json` (see README.md).
    """

    def __init__(self, root: str, module: str, run: Dict[str, Any], timeout: float = 20.0) -> None:
        self.root = root
        self.module = module
        self.run = run
        self.timeout = timeout

    def as_json(self) -> Dict[str, Any]:
        return {
            "root": self.root,
            "module": self.module,
            "run": self.run,
            "timeout": self.timeout,
        }

    @staticmethod
    def from_json(row: Dict[str, Any]) -> "Request":
        return Request(row["root"], row["module"], row["run"], row["timeout"])


def answer(
    outcome: str,
    stdout: Optional[List[str]] = None,
    errors: Optional[List[Dict[str, Any]]] = None,
    **more: Any,
) -> Dict[str, Any]:
    """An answer: the outcome, the lines on stdout, and the errors in the order they were reported.

    An error is `{"step": key or None, "class": name, "message": text, "names": [...]}`: the innermost cause that
    is the author's own, and what a message about it must mention.
    """
    row: Dict[str, Any] = {"outcome": outcome, "stdout": stdout or []}
    if errors:
        row["errors"] = errors
    row.update({key: value for key, value in more.items() if value})
    return row


def stable(text: str) -> str:
    """The text without memory addresses."""
    return _ADDRESS.sub(" at 0x", text)
