"""Garbage collection while a build runs: as seldom as what is made stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 1_000_000
"""How many objects more there are before the youngest are looked at, while nearly all of them stay: by default, it is a few hundred."""
TREES = 50_000
"""The same where trees come and go that only the collector can take away: those of LibCST and Black."""
TURNS = 100
"""How many times the youngest are looked at before the older ones are: by default, ten."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Inside, the collector of reference cycles runs a fraction as often; as often as before afterwards.

    A build makes large trees that stay until it ends. By default, a fifth of its time would go into looking at them
    again and again. Nor are they looked at when it ends: what is there then counts as old, as if it had been.
    """
    before = gc.get_threshold()
    if 0 < before[0] < TREES:
        gc.set_threshold(OBJECTS, TURNS, before[2])
    try:
        yield
    finally:
        if gc.get_threshold() != before:
            _grow_old()
        gc.set_threshold(*before)


@contextmanager
def trees_collected() -> Iterator[None]:
    """Inside, where collection is seldom, trees that come and go are taken away sooner; what is there already is not looked at."""
    before = gc.get_threshold()
    if before[0] == OBJECTS:
        _grow_old()
        gc.set_threshold(TREES, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _grow_old() -> None:
    """What is there counts as old from now on, unless somebody else keeps objects from the collector."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
