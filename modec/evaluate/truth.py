"""Whether a value is true."""

from __future__ import annotations

from modec.evaluate.residuals import is_opaque
from modec.evaluate.values import OneShot, ProjectFact, ProjectPath, Residual, Value


def truth(value: Value) -> bool | None:
    """Whether a value is true, None when only the run knows."""
    if isinstance(value, ProjectPath):
        return bool(str(value.path))
    if isinstance(value, ProjectFact):
        return value.holds
    if isinstance(value, OneShot):
        return True
    if is_opaque(value):
        return None
    if isinstance(value, Residual):  # an instance, a class or module from outside
        return True
    return bool(value)
