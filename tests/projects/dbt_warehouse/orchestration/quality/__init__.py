"""Checks of the tables. `checks` imports `suites`, which imports `checks`."""
from .checks import Check, run
from .suites import SUITES

__all__ = ["Check", "SUITES", "run"]
