"""Garbage collection while a build runs: seldom."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = (50_000, 100)
"""How many objects more there are before the youngest are looked at, and how many times that is done before the older
ones are: by default a few hundred, and ten."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Inside, the collector of reference cycles runs a fraction as often; as often as before afterwards.

    A build makes large trees that stay until it ends. By default, a fifth of its time would go into looking at them
    again and again. Nor are they looked at when it ends: what is there then counts as old, as if it had been.
    """
    before = gc.get_threshold()
    if 0 < before[0] < THRESHOLDS[0]:
        gc.set_threshold(*THRESHOLDS, before[2])
    try:
        yield
    finally:
        if gc.get_threshold() != before and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*before)
