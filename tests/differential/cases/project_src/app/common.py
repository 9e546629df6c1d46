"""Used by solids; knows nothing of dagster."""
from __future__ import annotations

import functools
from dataclasses import dataclass, field


@dataclass
class Record:
    name: str
    tags: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return f"{self.name}[{','.join(self.tags)}]"


@functools.lru_cache(maxsize=None)
def slug(text: str) -> str:
    return "-".join(text.lower().split())


class Registry:
    items: dict = {}

    @classmethod
    def register(cls, name):
        def wrap(fn):
            cls.items[name] = fn
            return fn

        return wrap


@Registry.register("upper")
def _upper(text):
    return text.upper()


@Registry.register("title")
def _title(text):
    return text.title()
