from __future__ import annotations

import json
import weakref
from dataclasses import dataclass, field
from functools import singledispatch, total_ordering
from typing import Any, ClassVar, Dict, Generic, Iterable, List, Protocol, Type, TypeVar, overload

E = TypeVar("E", bound="Event")


class Priced(Protocol):
    cost: float


class KindField:
    """Says in each class what kind it is."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        return owner.__name__.lower()


@total_ordering
@dataclass(eq=False)
class Event:
    id: int
    cost: float = 0.0
    tags: Dict[str, Any] = field(default_factory=dict)

    kind: ClassVar = KindField()
    kinds: ClassVar[Dict[str, Type[Event]]] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Event.kinds[cls.__name__.lower()] = cls

    def __lt__(self, other: Event) -> bool:
        return self.id < other.id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Event) and self.id == other.id

    __hash__ = None

    @classmethod
    def parse(cls: Type[E], text: str) -> Event:
        data = json.loads(text)
        return cls.kinds[data.pop("kind")](**data)


class View(Event):
    pass


@dataclass(eq=False)
class Click(Event):
    target: str = "home"

    def __post_init__(self):
        self.tags.setdefault("target", self.target)


class Window(Generic[E]):
    _open: ClassVar["weakref.WeakSet[Window]"] = weakref.WeakSet()

    def __init__(self, size: int) -> None:
        self.size = size
        self.items: List[E] = []
        self._open.add(self)

    def __iadd__(self, event: E) -> Window[E]:
        self.items.append(event)
        del self.items[: -self.size]
        return self

    def __iter__(self):
        return iter(self.items)

    def __class_getitem__(cls, item):
        return super().__class_getitem__(item)

    @property
    def full(self) -> bool:
        return len(self.items) == self.size


@overload
def total(events: Iterable[Priced]) -> float: ...
@overload
def total(events: None) -> None: ...
def total(events):
    return None if events is None else round(sum(event.cost for event in events), 2)


@singledispatch
def describe(value):
    return repr(value)


@describe.register(View)
def _(view):
    return f"view {view.id}"


@describe.register(Click)
def _(click):
    return f"click {click.id} on {click.target}"


@describe.register(list)
def _many(values):
    return ", ".join(describe(value) for value in values)
