"""What Dagster's tests need of their surroundings: files, environment variables, signals, names."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import tempfile
from collections.abc import Iterator, Mapping
from typing import Any

from modec.definitions.names import check_name as check_valid_name
from modec.runtime.interrupts import Interrupts

__all__ = [
    "IS_WINDOWS",
    "capture_interrupts",
    "check_captured_interrupt",
    "check_valid_name",
    "coerce_valid_log_level",
    "environ",
    "get_temp_file_name",
    "get_temp_file_names",
    "merge_dicts",
    "raise_execution_interrupts",
    "safe_tempfile_path",
    "send_interrupt",
]

IS_WINDOWS = False


def coerce_valid_log_level(level: Any) -> Any:
    """The number of a level."""
    return level if isinstance(level, int) else getattr(logging, level)


@contextlib.contextmanager
def environ(variables: Mapping[str, str | None]) -> Iterator[None]:
    """These environment variables for a while; None takes one away."""
    kept = dict(os.environ)
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def send_interrupt() -> None:
    """What Ctrl-C does."""
    os.kill(os.getpid(), signal.SIGINT)


_CAPTURED: list[Interrupts] = []
"""Who has the signals now."""


@contextlib.contextmanager
def capture_interrupts() -> Iterator[None]:
    """Inside, signals wait, as they do while a run is not in the author's code."""
    interrupts = Interrupts()
    with interrupts.installed():
        _CAPTURED.append(interrupts)
        try:
            yield
        finally:
            _CAPTURED.pop()


def check_captured_interrupt() -> bool:
    """Whether a signal waits."""
    return bool(_CAPTURED) and _CAPTURED[-1].waiting


@contextlib.contextmanager
def raise_execution_interrupts() -> Iterator[None]:
    """Inside, signals are raised at once, as they are in the author's code."""
    with contextlib.ExitStack() as stack:
        if not _CAPTURED:
            stack.enter_context(capture_interrupts())
        stack.enter_context(_CAPTURED[-1])
        yield


def merge_dicts(*dicts: Any) -> dict[Any, Any]:
    """One dict of them all; later ones win."""
    return {key: value for each in dicts for key, value in each.items()}


@contextlib.contextmanager
def get_temp_file_name() -> Iterator[str]:
    """The path of a file that is gone afterwards."""
    with get_temp_file_names(1) as names:
        yield names[0]


@contextlib.contextmanager
def get_temp_file_names(number: int) -> Iterator[list[str]]:
    """Paths of files that are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield [os.path.join(folder, str(index)) for index in range(number)]


safe_tempfile_path = get_temp_file_name
