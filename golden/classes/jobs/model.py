"""What is printed, and how."""

from dataclasses import dataclass, field
from enum import Enum
from typing import List

from .base import Registered


class Style(Enum):
    NARROW = 1
    WIDE = 2


@dataclass(frozen=True)
class Line:
    what: str
    price: float


@dataclass
class Invoice:
    number: int
    lines: List[Line] = field(default_factory=list)

    @property
    def total(self) -> float:
        return sum(line.price for line in self.lines)

    @classmethod
    def of(cls, number, **prices):
        return cls(number, [Line(what, price) for what, price in sorted(prices.items())])


class Narrow(Registered):
    def render(self, invoice):
        return f"{invoice.number}:{invoice.total}"


class Wide(Narrow):
    def render(self, invoice):
        lines = ", ".join(f"{line.what} {line.price}" for line in invoice.lines)
        return f"{super().render(invoice)} ({lines})"
