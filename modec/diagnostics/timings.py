"""How long the stages of a build take, for `--timings`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_CURRENT: ContextVar[dict[str, float] | None] = ContextVar("timings", default=None)


@contextmanager
def recorded_timings() -> Iterator[dict[str, float]]:
    """Inside, `timed` stages are recorded: gives the seconds by stage, in the order in which they first began."""
    seconds: dict[str, float] = {}
    token = _CURRENT.set(seconds)
    try:
        yield seconds
    finally:
        _CURRENT.reset(token)


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Inside, time counts for `stage`, if anybody records it. Stages don't nest."""
    seconds = _CURRENT.get()
    if seconds is None:
        yield
        return
    seconds.setdefault(stage, 0.0)
    start = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] += time.perf_counter() - start


def timings_text(seconds: dict[str, float]) -> str:
    """One line a stage, and their sum."""
    rows = [*seconds.items(), ("total", sum(seconds.values()))]
    return "".join(f"{stage:<10}{taken:>9.3f} s\n" for stage, taken in rows)
