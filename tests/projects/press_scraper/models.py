import enum
import hashlib
from dataclasses import asdict, dataclass, field, replace
from typing import List, NamedTuple, Optional, Union

import settings
from settings import cached_property

Json = Union[dict, list, str, int, None]


class Section(enum.Enum):
    WORLD = "world"
    CITY = "city"
    SPORT = "sport"
    OTHER = "other"

    @classmethod
    def parse(cls, text: str) -> "Section":
        try:
            return cls(text.strip().lower())
        except ValueError:
            return cls.OTHER

    @property
    def label(self):
        return self.name.title()


class Priority(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Page(NamedTuple):
    url: str
    body: str
    status: int = 200

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def __str__(self):
        return f"{self.status} {self.url}"


@dataclass(order=True)
class Article:
    sort_index: tuple = field(init=False, repr=False)
    site: str
    title: str
    section: Section = Section.OTHER
    author: Optional[str] = None
    words: List[str] = field(default_factory=list, compare=False)
    priority: Priority = Priority.LOW

    def __post_init__(self):
        self.sort_index = (-self.priority, self.site, self.title)

    @cached_property
    def digest(self) -> str:
        return hashlib.md5(f"{self.site}:{self.title}".encode()).hexdigest()[:8]

    @staticmethod
    def fields():
        return ("site", "title", "section", "author")

    def row(self) -> tuple:
        data = asdict(self)
        data["section"] = self.section.value
        return tuple(data[name] for name in self.fields())

    def promoted(self) -> "Article":
        return replace(self, priority=Priority.HIGH)


class Batch(list):
    """Articles of one site."""

    site = None

    def __init__(self, site, articles=()):
        super().__init__(articles)
        self.site = site

    def __repr__(self):
        return f"Batch({self.site}, {len(self)})"


def to_json(value: Json) -> str:
    return settings.json.dumps(value, sort_keys=True)
