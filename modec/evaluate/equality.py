"""Whether values are equal: named tuples, dataclasses and the members of enums are, without being the same object.

`container[key]`, `key in container` and their like go by it, as they do in Python.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from modec.evaluate.enums import plain_member
from modec.evaluate.fields import begin, is_named_tuple, tuple_of
from modec.evaluate.values import (
    External,
    Foreseen,
    Record,
    Residual,
    UserClass,
    UserInstance,
    Value,
)

UNKNOWN = object()
"""What `key_among` gives where only the run knows."""

# Bases from outside of the project whose instances are equal to nothing but themselves.
_WITHOUT = frozenset({"ABC", "Generic", "Protocol", "Enum"})


def equal(left: Value, right: Value) -> bool | None:
    """Whether `left is right or left == right`; None where only the run knows."""
    if left is right:
        return True
    left, right = _as_builtin(left), _as_builtin(right)
    if isinstance(left, UserInstance) or isinstance(right, UserInstance):
        return _of_instances(left, right)
    if isinstance(left, Residual) or isinstance(right, Residual):
        return None
    for kind in (list, tuple):
        if isinstance(left, kind) and isinstance(right, kind):
            return _of_sequences(left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        return _of_dicts(left, right)
    if isinstance(left, (set, frozenset)) and isinstance(right, (set, frozenset)):
        return _of_sets(left, right)
    return bool(left == right)


def _as_builtin(value: Value) -> Value:
    value = plain_member(value)
    if isinstance(value, Foreseen):
        return value.value
    fields = tuple_of(value) if isinstance(value, UserInstance) else None
    return value if fields is None else fields


def _of_sequences(left: Sequence[Value], right: Sequence[Value]) -> bool | None:
    return _all(map(equal, left, right)) if len(left) == len(right) else False


def _of_dicts(left: dict[Value, Value], right: dict[Value, Value]) -> bool | None:
    if len(left) != len(right):
        return False
    if left.keys() != right.keys():
        return None if any(map(looks_inside, (*left, *right))) else False
    return _all(equal(left[key], right[key]) for key in left)


def _of_sets(left: Collection[Value], right: Collection[Value]) -> bool | None:
    if len(left) != len(right):
        return False
    keys = [key_among(right, each) for each in left]
    return None if any(key is UNKNOWN for key in keys) else all(key in right for key in keys)


def _all(found: Iterator[bool | None]) -> bool | None:
    unknown = False
    for each in found:
        if each is False:
            return False
        unknown = unknown or each is None
    return None if unknown else True


def _of_instances(left: Value, right: Value) -> bool | None:
    if any(isinstance(each, Residual) and not _is_known(each) for each in (left, right)):
        return None
    if not (isinstance(left, UserInstance) and isinstance(right, UserInstance)):
        return False
    record = _record(left.cls)
    if record is None or not record.eq or left.cls is not right.cls:
        return False
    begin(left)
    begin(right)
    if left.is_spoiled or right.is_spoiled:
        return None
    compared = [field.name for field in record.fields if field.compared]
    return _all(_of_fields(left, right, name) for name in compared)


def _of_fields(left: UserInstance, right: UserInstance, name: str) -> bool | None:
    if not (_holds(left, name) and _holds(right, name)):
        return None
    return equal(_field(left, name), _field(right, name))


def _holds(instance: UserInstance, name: str) -> bool:
    return name in instance.attributes or any(
        name in cls.attributes for cls in _classes(instance.cls) if isinstance(cls, UserClass)
    )


def _field(instance: UserInstance, name: str) -> Value:
    if name in instance.attributes:
        return instance.attributes[name]
    held = (cls for cls in _classes(instance.cls) if isinstance(cls, UserClass))
    return next(cls.attributes[name] for cls in held if name in cls.attributes)


def _is_known(value: Value) -> bool:
    """Whether the build knows what an instance is equal to: the author's `__eq__` is the run's, and a base that is not known."""
    if not isinstance(value, UserInstance) or value.cls is None or is_named_tuple(value.cls):
        return False
    for cls in _classes(value.cls):
        if isinstance(cls, UserClass):
            if "__eq__" in cls.attributes:
                return False
        elif isinstance(cls, External):
            if not cls.path or cls.path[-1] not in _WITHOUT:
                return False
        elif cls is not object:
            return False
    return True


def _record(cls: UserClass | None) -> Record | None:
    """What the dataclass says whose `__eq__` instances of the class have."""
    found = (each.record for each in _classes(cls) if isinstance(each, UserClass))
    return next((record for record in found if record is not None and record.eq), None)


def _classes(cls: UserClass | None) -> Iterator[Value]:
    if cls is not None:
        yield cls
        for base in cls.bases:
            if isinstance(base, UserClass):
                yield from _classes(base)
            else:
                yield base


def comparable(values: Sequence[Value]) -> list[Value]:
    """What `<` and its like compare of values: of named tuples, and of dataclasses with an order, their fields."""
    kinds = {id(value.cls): value.cls for value in values if isinstance(value, UserInstance)}
    cls, *others = list(kinds.values()) or [None]
    ordering = [each for each in _classes(cls) if isinstance(each, UserClass) and each.record]
    if ordering and not others and all(isinstance(value, UserInstance) for value in values):
        fields = [_ordered_by(value, ordering[0]) for value in values]
        return list(values) if None in fields else fields
    return [_as_builtin(value) if isinstance(value, UserInstance) else value for value in values]


def _ordered_by(value: UserInstance, cls: UserClass) -> tuple[Value, ...] | None:
    assert cls.record is not None
    begin(value)
    names = [field.name for field in cls.record.fields if field.compared]
    if not cls.record.order or value.is_spoiled or not all(_holds(value, name) for name in names):
        return None
    return tuple(_field(value, name) for name in names)


def looks_inside(value: Value) -> bool:
    """Whether Python compares such a value by what it consists of, though it is one of the author's classes'."""
    if type(value) is tuple:
        return any(map(looks_inside, value))
    if not isinstance(value, UserInstance):
        return isinstance(value, Foreseen)
    return not value.is_member or plain_member(value) is not value


_SIMPLE = frozenset({str, int, float, bool, bytes, type(None)})


def any_looks_inside(values: Collection[Value]) -> bool:
    """Whether `looks_inside` holds for one of them: fast where all are texts and numbers."""
    return not _SIMPLE.issuperset(map(type, values)) and any(map(looks_inside, values))


def key_among(container: Collection[Value], key: Value) -> Value:
    """The key or element of `container` that is equal to `key`: `key` itself where there is none, `UNKNOWN` where only the run knows."""
    if not looks_inside(key):
        try:
            if key in container:
                return key
        except TypeError:  # it cannot be hashed: whoever looks it up says so
            return key
        if not any_looks_inside(container):
            return key
    unknown = False
    for each in container:
        same = equal(each, key)
        if same:
            return each
        unknown = unknown or same is None
    return UNKNOWN if unknown else key


def distinct(values: Sequence[Value]) -> list[Value] | None:
    """The values for the keys of a dict or the elements of a set, each as the first that it is equal to; None where only the run knows."""
    if not any_looks_inside(values):
        return list(values)
    found: list[Value] = []
    for value in values:
        key = key_among(found, value)
        if key is UNKNOWN:
            return None
        found.append(key)
    return found
