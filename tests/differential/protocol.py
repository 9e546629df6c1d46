"""What the runners are asked and what they answer: plain JSON, one object a line.

A runner reads requests on stdin and writes one answer a line to stdout, in the same order. This module is
imported by the runners too, so it is Python 3.8 and standard library only.
"""

from __future__ import annotations

import re
from typing import Any

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")

OWN_ERRORS = re.compile(r"^(Dagster\w+|\w*CheckError|RetryRequested\w*|CircularDependencyError)$")
"""Classes of Dagster's and its libraries': modec's may be called something else."""

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

    def __init__(self, root: str, module: str, run: dict[str, Any], timeout: float = 20.0) -> None:
        self.root = root
        self.module = module
        self.run = run
        self.timeout = timeout

    def as_json(self) -> dict[str, Any]:
        return {
            "root": self.root,
            "module": self.module,
            "run": self.run,
            "timeout": self.timeout,
        }

    @staticmethod
    def from_json(row: dict[str, Any]) -> Request:
        return Request(row["root"], row["module"], row["run"], row["timeout"])


def answer(
    outcome: str,
    stdout: list[str] | None = None,
    errors: list[dict[str, Any]] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """An answer: the outcome, the lines on stdout, and the errors in the order they were reported.

    An error is `{"step": key or None, "class": name, "message": text, "names": [...]}`: the innermost cause that
    is the author's own, and what a message about it must mention.
    """
    row: dict[str, Any] = {"outcome": outcome, "stdout": stdout or []}
    if errors:
        row["errors"] = errors
    row.update({key: value for key, value in more.items() if value})
    return row


def error_of_chain(links: list[tuple[str, str]], step: str | None) -> dict[str, Any]:
    """An error of an answer from (class, message) pairs, the outermost first.

    Dagster wraps: the outermost that is not of Dagster's own is what the author would recognise.
    """
    own = [link for link in links if not OWN_ERRORS.match(link[0])]
    name, message = own[0] if own else links[-1]
    return {
        "step": step,
        "class": name,
        "message": stable(message).split("\n")[0],
        "chain": [link[0] for link in links],
    }


def stable(text: str) -> str:
    """The text without memory addresses."""
    return _ADDRESS.sub(" at 0x", text)
