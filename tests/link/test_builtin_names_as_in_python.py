"""Variables that are called like builtins, read before they are bound, where they may not be, and after they are deleted."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### read before it is bound
from helper import map as m, len as l, filter, Box, TOTAL
def main():
    print(m(str, [1, 2]), l([1]), len([1]), filter(None, [0, 1]), Box.size, Box.max(3, 4), TOTAL, map, max(1, 2))
# == helper.py
_map, _filter = map, filter
_len = len
def map(f, xs):
    return list(_map(f, xs))
def len(x):
    return _len(x) + 100
def filter(f, xs):
    return [*_filter(f, xs)]
class Box:
    size = max(1, 2)
    max = max
def max(a, b):
    return -1
TOTAL = max(1, 2)
#### bound to itself
from helper import open as o, input as i, sorted as s
def main():
    print(o is open, i is input, s([2, 1]), sorted([2, 1]))
# == helper.py
open = open
try:
    input = raw_input
except NameError:
    input = input
sorted = lambda items, sorted=sorted: ["mine", *sorted(items)]
#### decorated by the builtin of its name
from helper import property, Thing
def main():
    print(property, Thing().x)
# == helper.py
class Thing:
    @property
    def x(self):
        return 1
property = "mine"
#### bound under a condition, or not
import sys
from helper import r
def main():
    print(r(2), list(range(3)), input is sys, len("ab"))
# == helper.py
import sys
try:
    range = xrange
except NameError:
    pass
if sys.version_info[0] < 3:
    input = raw_input
if sys.argv == 5:
    len = 7
def r(n):
    return list(range(n)), input is sys, len([1])
#### bound by a loop that has no rounds
from helper import largest
def main():
    print(largest([1, 2]), max([3, 4]))
# == helper.py
import sys
for max in sys.argv[:0]:
    pass
def largest(items):
    return max(items)
#### deleted
from helper import LAST, SURE
def main():
    print(LAST, SURE, max(3, 4))
# == helper.py
for max in (1, 2):
    pass
LAST = max
del max
SURE = max(1, 2)
#### the builtins themselves
from helper import TYPES
def main():
    print(int in TYPES, len(TYPES) > 20)
# == helper.py
if getattr(__builtins__, "__dict__", None) is not None:
    __builtins__ = __builtins__.__dict__
TYPES = [v for v in __builtins__.values() if isinstance(v, type)]
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_builtin_names(tmp_path: Path, program: str) -> None:
    same(tmp_path, program)
