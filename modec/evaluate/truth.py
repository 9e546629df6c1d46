"""Whether a value is true."""

from __future__ import annotations

from modec.evaluate.residuals import is_opaque
from modec.evaluate.values import (
    Foreseen,
    OneShot,
    ProjectFact,
    ProjectPath,
    Residual,
    UserClass,
    UserInstance,
    Value,
)


def truth(value: Value) -> bool | None:
    """Whether a value is true, None when only the run knows."""
    if isinstance(value, ProjectPath):
        return bool(str(value.path))
    if isinstance(value, ProjectFact):
        return value.holds
    if isinstance(value, Foreseen):
        return bool(value.value)
    if isinstance(value, OneShot):
        return True
    if is_opaque(value):
        return None
    if isinstance(value, UserInstance) and value.cls is not None and _says_itself(value.cls):
        return value.says() if value.says is not None else None
    if isinstance(value, Residual):  # an instance, a class or module from outside
        return True
    return bool(value)


def builtin_container(cls: UserClass) -> type | None:
    """The builtin type that instances are of as well, which are false when there is nothing in them."""
    for base in cls.bases:
        found = builtin_container(base) if isinstance(base, UserClass) else base
        if isinstance(found, type) and found in (dict, list, set, frozenset, tuple, str, int):
            return found
    return None


def _says_itself(cls: UserClass) -> bool:
    """Whether instances may be false: the class or a base has a method that says so."""
    if "__bool__" in cls.attributes or "__len__" in cls.attributes:
        return True
    if builtin_container(cls) is not None:
        return True
    return any(isinstance(base, UserClass) and _says_itself(base) for base in cls.bases)
