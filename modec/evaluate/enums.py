"""Enums of the author's: what their members are as values."""

from __future__ import annotations

from modec.evaluate.values import External, UserClass, UserInstance, Value

ENUMS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"})
_MIXED_IN: dict[str, type] = {"IntEnum": int, "IntFlag": int, "StrEnum": str}


def standard_base(cls: UserClass) -> str | None:
    """The class of `enum` that it is made of, None for a class that is no enum."""
    for base in cls.bases:
        if isinstance(base, External) and base.path[-1:] and base.path[-1] in ENUMS:
            return base.path[-1]
        found = standard_base(base) if isinstance(base, UserClass) else None
        if found is not None:
            return found
    return None


def mixed_in(cls: UserClass) -> type | None:
    """The builtin type that the members of an enum are as well: `class Mode(str, Enum)`."""
    for base in cls.bases:
        found = mixed_in(base) if isinstance(base, UserClass) else base
        if isinstance(found, External):
            found = _MIXED_IN.get(found.path[-1] if found.path else "")
        if found in (str, int):
            return found
    return None


def plain_member(value: Value) -> Value:
    """The value of an enum's member that is one, `class Mode(str, Enum)`; anything else as it is."""
    if isinstance(value, UserInstance) and value.is_member and value.cls is not None:
        inner = value.attributes.get("value")
        return inner if inner is not None and mixed_in(value.cls) is type(inner) else value
    return value
