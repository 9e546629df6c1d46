"""Arithmetic of the survey."""

import math


def mean(values):
    """The arithmetic mean; fsum, so that every Python gives the same last digit."""
    return math.fsum(values) / len(values)


def spread(values):
    """The sample standard deviation, 0.0 for fewer than two values."""
    if len(values) < 2:
        return 0.0
    centre = mean(values)
    return math.sqrt(math.fsum((value - centre) ** 2 for value in values) / (len(values) - 1))


def dimorphism(males, females):
    """By how many percent the males' mean exceeds the females'."""
    return 100 * (mean(males) / mean(females) - 1)
