"""How long the stages of a build take, for `--timings`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Clock = Callable[[], float]
_CURRENT: ContextVar[tuple[dict[str, float], Clock] | None] = ContextVar("timings", default=None)


@contextmanager
def recorded_timings(clock: Clock = time.perf_counter) -> Iterator[dict[str, float]]:
    """Inside, `timed` stages are recorded: gives the seconds by stage, in the order in which they first began."""
    seconds: dict[str, float] = {}
    token = _CURRENT.set((seconds, clock))
    try:
        yield seconds
    finally:
        _CURRENT.reset(token)


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Inside, time counts for `stage`, if anybody records it. Stages don't nest."""
    current = _CURRENT.get()
    if current is None:
        yield
        return
    seconds, clock = current
    seconds.setdefault(stage, 0.0)
    start = clock()
    try:
        yield
    finally:
        seconds[stage] += clock() - start


def timings_text(seconds: dict[str, float]) -> str:
    """One line a stage, and their sum."""
    rows = [*seconds.items(), ("total", sum(seconds.values()))]
    return "".join(f"{stage:<10}{taken:>9.3f} s\n" for stage, taken in rows)
