"""`NAME += [...]` changes what other names hold, in whatever module: the script prints what Python prints."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### of imported names
import m1
import m2
def main():
    print(m1.items, m1.tags, m1.table)
# == m1.py
items = ["a"]
tags = {"a"}
table = {}
# == m2.py
from m1 import items, tags
import m1
items += ["b"]
tags |= {"c"}
m1.table |= {"k": 1}
#### of a name imported in a try
import m1
import m2
def main():
    print(m1.items, m1.more)
# == m1.py
items = ["a"]
more = []
# == m2.py
try:
    from m1 import items, more
except ImportError:
    items = []
items += ["b"]
more.append("c")
#### of a name that a star brings
import m1
import m2
def main():
    print(m1.items, m1.more)
# == m1.py
items = ["a"]
more = []
# == m2.py
from m1 import *
items += ["b"]
more.append("c")
more = 5
#### of another name of the module's
TABLE = [1]
other = TABLE
other += [2]
def fill():
    local = TABLE
    local += [3]
fill()
def main():
    print(TABLE)
#### in blocks
import m1
import m2
def main():
    print(m1.items, m1.tags)
# == m1.py
items = ["a"]
tags = {"a"}
# == m2.py
from m1 import items as names, tags
if True:
    from m1 import tags
names += ["b"]
for each in "xy":
    tags |= {each}
#### a method of a variable that is bound again
import m1
import m2
def main():
    print(m1.items, m2.get())
# == m1.py
items = ["a"]
# == m2.py
from m1 import items
items.append("z")
items[0] = "y"
items = items + ["x"]
def get():
    return items
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)


def test_a_number_is_no_object_that_changes(tmp_path: Path) -> None:
    script = same(
        tmp_path,
        """
        FIRST = 1
        count = FIRST
        count += 1
        def main():
            print(FIRST)
        """,
    )
    assert "count += 1" not in script
