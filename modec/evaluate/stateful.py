"""Values that are used up, opened or filled: iterators, views, context managers, and parsers of settings."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from modec.evaluate.values import Computed, Foreseen, OneShot, Value


@dataclass(eq=False, repr=False)
class Settings(Foreseen):
    """A `ConfigParser`, or a section of one (whose parser is `root`): the build knows what it has read."""

    root: Settings | None = None
    changed: bool = False
    """Of a parser: something may have changed it that only the run knows."""

    @property
    def is_spoiled(self) -> bool:
        """Whether the build no longer knows what is in it."""
        return (self.root or self).changed

    def spoil(self) -> None:
        """From now on only the run knows what is in it."""
        (self.root or self).changed = True


class Digest:
    """What a hash gives when it is asked for, of the data that it was given so far."""

    def __init__(self, made: Any) -> None:
        self.name, self.digest_size, self.block_size = made.name, made.digest_size, made.block_size
        self._made = made

    @property
    def is_spoiled(self) -> bool:
        """Whether only the run knows some of the data."""
        return self._made is None

    def hexdigest(self) -> str:
        """The digest as hexadecimal digits."""
        return str(self._made.hexdigest())

    def digest(self) -> bytes:
        """The digest."""
        return bytes(self._made.digest())

    def update(self, *data: Value, **named: Value) -> None:
        """Takes more data."""
        if named or len(data) != 1 or not isinstance(data[0], bytes):
            self.spoil()
        elif not self.is_spoiled:
            self._made.update(data[0])

    def copy(self) -> Digest:
        """Another one that was given the same."""
        return Digest(self._made.copy())

    def spoil(self) -> None:
        """From now on only the run knows what it was given."""
        self._made = None


class View(list[Value]):
    """What `keys()`, `items()` or `values()` of a dict gave: no list, and the first two are like sets."""

    def __init__(self, elements: Sequence[Value], name: str) -> None:
        super().__init__(elements)
        self.is_like_a_set = name != "values"


class Unending(deque[Value]):
    """The elements of an iterator that never ends: made when they are asked for."""

    def __init__(self, elements: Iterator[Value]) -> None:
        super().__init__()
        self._elements = elements

    def __bool__(self) -> bool:
        return True

    def popleft(self) -> Value:
        """The next element."""
        return next(self._elements)


class Coming(deque[Value]):
    """The elements of an iterator that depend on what is done with the ones before: each is found when it is asked for."""

    def __init__(self, elements: Iterator[Value]) -> None:
        super().__init__()
        self._elements = elements

    def __bool__(self) -> bool:
        if not len(self):
            self.extend(itertools.islice(self._elements, 1))
        return bool(len(self))


@dataclass(eq=False, repr=False)
class Managed(Computed):
    """A context manager of the author's: what entering and leaving it does, the latter told whether something failed."""

    enter: Callable[[], Value] = field(default=lambda: None)
    leave: Callable[[bool], None] = field(default=lambda fails: None)


@dataclass(eq=False, repr=False)
class Groups(OneShot):
    """What `itertools.groupby` gives: a group is empty once the next one has been asked for."""
