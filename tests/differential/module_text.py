"""Code that stands at the top of random modules beside definitions: what a linker has to carry over, name by name.

Every snippet defines a function `by_<its name>` of an int. Modules use the same names for different things.
"""

from __future__ import annotations

SNIPPETS: dict[str, str] = {
    "row": """
import dataclasses


@dataclasses.dataclass(frozen=True)
class Row:
    amount: int
    weight: int = FACTOR

    @property
    def total(self) -> "int":
        return self.amount * self.weight


def by_row(value):
    return Row(value).total
""",
    "color": """
from enum import Enum


class Color(Enum):
    RED = FACTOR
    BLUE = RED + 1


def by_color(value):
    return value + Color.BLUE.value
""",
    "counted": """
import functools


def counted(function):
    calls = 0

    @functools.wraps(function)
    def wrapper(value):
        nonlocal calls
        calls += 1
        return function(value) + calls

    return wrapper


@counted
def by_counted(value):
    return value + FACTOR
""",
    "counter": """
COUNTER = 0


def by_counter(value):
    global COUNTER
    COUNTER += FACTOR
    return value + COUNTER
""",
    "table": """
TABLE = {}
for index in range(4):
    TABLE[index] = index * FACTOR
TABLE.update({2: FACTOR})


def by_table(value):
    return TABLE[value % 4] + index
""",
    "condition": """
if FACTOR % 2:

    def scale(value):
        return value + FACTOR

else:

    def scale(value, by=FACTOR):
        return value * by


by_condition = scale
""",
    "derived": """
class Base:
    scale = FACTOR

    def apply(self, value):
        return value * self.scale


class Derived(Base):
    def apply(self, value):
        return super().apply(value) + 1


def by_derived(value):
    return Derived().apply(value)
""",
    "point": """
from collections import namedtuple

Point = namedtuple("Point", ["x", "y"], defaults=[FACTOR])


def by_point(value):
    point = Point(value)
    return point.x + point.y
""",
    "cached": """
from functools import lru_cache as cached


@cached(maxsize=None)
def by_cached(value, scale=FACTOR):
    return sum(number for number in range(value) if number % 2) * scale
""",
    "fast": """
try:
    import no_such_module as fast
except ImportError:
    fast = None


def by_fast(value):
    return value if fast is None else fast.value(value)
""",
    "shadow": """
def max(value):
    return value + FACTOR


def by_shadow(value):
    return max(value)
""",
    "builtin": """
def by_builtin(value):
    return max(value, FACTOR) - min(value, FACTOR)
""",
    "alias": """
import math as time

from operator import add as run


def by_alias(value):
    return time.floor(run(value, 0.5))
""",
    "time": """
import time


def by_time(value):
    return value + int(time.time() > 0)
""",
    "lambdas": """
steps = [lambda value: value + FACTOR, lambda value, scale=FACTOR: value * scale]


def by_lambdas(value):
    for step in steps:
        value = step(value)
    return value
""",
    "nested": """
def by_nested(value):
    FACTOR = 1

    class Step:
        result = FACTOR

        def run(self):
            return [FACTOR + each for each in (value, self.result)]

    return sum(Step().run())
""",
    "guarded": """
PARTS: typing.List[int] = [FACTOR, *range(3)]
first, *rest = PARTS
(lowest := first)


def by_guarded(value: "int") -> "int":
    assert rest
    return value + first + len(rest) + lowest


if __name__ == "__main__":
    print(by_guarded(1))
""",
}

AMONG_MODULES: dict[str, str] = {
    "other": """
from .part_0 import FACTOR as other_factor
from .part_0 import helper as other_helper


def by_other(value):
    return other_helper(value) + other_factor
""",
    "base": """
from . import part_0 as base


def by_base(value):
    return base.size([value, base.FACTOR])
""",
    "star": """
from .shared import *


def by_star(value):
    return shared_scale(value) + SHARED
""",
    "deep": """
import parts.shared


def by_deep(value):
    return parts.shared.SHARED - value
""",
}
"""For the modules after the first: what they have from the others."""

SHARED = '''"""Made by the generator: what modules share."""
__all__ = ["shared_scale", "SHARED"]
SHARED = 13
FACTOR = 17
_offset = 3


def shared_scale(value):
    return value * FACTOR + _offset
'''


def module_code(names: list[str]) -> str:
    """The snippets of these names, and `bumps`, which adds up what their functions give."""
    texts = [{**SNIPPETS, **AMONG_MODULES}[name].strip("\n") for name in names]
    added = " + ".join(f"by_{name}(value)" for name in names) or "0"
    return "\n\n\n".join([*texts, f"def bumps(value):\n    return {added}"])
