"""What stands around pipelines: repositories, schedules, sensors, partitions.

A script wants none of it, and none of it is in the way: these names are accepted, and what they make does nothing. Of
a repository, evaluation asks which pipelines it makes.
"""

from __future__ import annotations

from typing import Any

from modec.definitions import functions


class Inert:
    """What a name around pipelines stands for: it may be called, used as a decorator, and asked for attributes.

    Each gives another inert object; under a decorator it has the decorated function's name.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.__name__ = functions.name_of(args[0]) if args and callable(args[0]) else ""

    def __call__(self, *args: Any, **kwargs: Any) -> Inert:
        return Inert(*args)

    def __getattr__(self, name: str) -> Inert:
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert()

    def __bool__(self) -> bool:
        return True


class Repository(Inert):
    """What `@repository` makes: it keeps the function, which says what pipelines there are."""

    def __init__(self, function: Any) -> None:
        super().__init__(function)
        self.function = function


def repository(*args: Any, **kwargs: Any) -> Any:
    """`@repository`, with or without arguments."""
    return Repository(args[0]) if args and callable(args[0]) else Repository


def inert(*args: Any, **kwargs: Any) -> Inert:
    """The decorator or function behind all inert names."""
    return Inert(*args, **kwargs)
