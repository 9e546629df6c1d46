"""How interpreted code leaves the ordinary path: exceptions of its own, and what evaluation gives up on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from modec.diagnostics import Diagnostic, Span


class Jump(Enum):
    """What a statement does other than going on to the next one."""

    BREAK = auto()
    CONTINUE = auto()


@dataclass(frozen=True)
class Return:
    """`return`, with the value."""

    value: Any


Flow = Jump | Return | None
"""How a statement ends: None goes on."""


class Raised(Exception):
    """The interpreted program raises: `error` is a builtin exception or an instance of the author's class.

    `help` is a way out, where there is one that can be seen: names near to a wrong one.
    """

    def __init__(self, error: Any, span: Span | None, help: str = "") -> None:
        super().__init__(error)
        self.error = error
        self.span = span
        self.help = help


class Unfollowed(Exception):
    """Evaluation needs what it cannot know. At module level the statement's names become residual;
    inside of a definition it is the finding."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
