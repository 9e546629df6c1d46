"""Garbage collection while a build runs: seldom."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLD = 50_000
"""How many objects more there are before the youngest are looked at: by default a few hundred."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Inside, the collector of reference cycles runs a fraction as often; as often as before afterwards.

    A build makes large trees that stay until it ends. By default, a fifth of its time would go into looking at them
    again and again.
    """
    before = gc.get_threshold()
    if 0 < before[0] < THRESHOLD:
        gc.set_threshold(THRESHOLD, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
