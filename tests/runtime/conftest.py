"""A run whose happenings can be looked at."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from modec.runtime.log import Log
from modec.runtime.run import Run


class Recorder(logging.Handler):
    """Keeps (logger name, level name, message)."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.name, record.levelname, record.getMessage()))


class RecordedRun(Run):
    """A run that keeps its events as (kind, step, data)."""

    def __init__(self, config: Any = None) -> None:
        self.recorder = Recorder()
        super().__init__("p", {} if config is None else config, Log("p", self.recorder), "run-1")
        self.happenings: list[tuple[str, str | None, dict[str, Any]]] = []

    def event(self, kind: str, message: str, step: str | None = None, **data: Any) -> None:
        self.happenings.append((kind, step, {"message": message, **data}))
        super().event(kind, message, step, **data)

    def kinds(self, step: str | None = None) -> list[str]:
        """The kinds of what happened (to a step)."""
        return [kind for kind, of, _ in self.happenings if step is None or of == step]

    def error(self, step: str) -> Any:
        """The error that a step failed with."""
        return next(
            d["error"] for k, of, d in self.happenings if of == step and k == "STEP_FAILURE"
        )

    def messages(self, level: str) -> list[str]:
        """The lines that were logged at a level."""
        return [message for _, name, message in self.recorder.lines if name == level]


@pytest.fixture
def pipeline() -> RecordedRun:
    """A run without config."""
    return RecordedRun()
