"""`__doc__`, `__package__`, quoted annotations, pickling, formats of locals: what depends on names does what it did."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r'''
#### doc
"""Module docs."""
import helper
def main():
    print(__doc__, helper.doc(), helper.pkg())
# == helper.py
"""Helper docs."""
def doc():
    return __doc__
def pkg():
    return repr(__package__)
#### no doc
import helper
def main():
    print(helper.doc())
# == helper.py
def doc():
    return __doc__
#### locals format
import helper
def main():
    print(helper.f(2))
# == helper.py
tpl = "{a} {b}"
def f(a):
    b = a * 2
    return tpl.format(**locals())
#### all string only
import helper
def main():
    print(helper.__all__)
# == helper.py
__all__ = ["f"]
def f(): return 1
#### dataclass forward renamed
import a, b
def main():
    print(a.make(), b.make(), a.hints(), b.hints())
# == a.py
import dataclasses, typing
@dataclasses.dataclass
class Node:
    n: int
    nxt: "typing.Optional[Node]" = None
def make(): return Node(1, Node(2))
def hints(): return typing.get_type_hints(Node)["nxt"] == typing.Optional[Node]
# == b.py
import dataclasses
from typing import Optional, get_type_hints, List
@dataclasses.dataclass
class Node:
    n: str
    nxt: Optional["Node"] = None
    kids: List["Node"] = dataclasses.field(default_factory=list)
def make(): return Node("1", Node("2"))
def hints(): return get_type_hints(Node)["nxt"] == Optional[Node], get_type_hints(Node)["kids"] == List[Node]
#### pickle renamed
import a, b, pickle
def main():
    print(pickle.loads(pickle.dumps(a.Node(1))).n, pickle.loads(pickle.dumps(b.Node(2))).n, type(a.Node(1)).__name__, type(b.Node(1)).__name__)
# == a.py
class Node:
    def __init__(self, n): self.n = n
# == b.py
class Node:
    def __init__(self, n): self.n = n
#### fmt off
import a
# fmt: off
TABLE = [1,0,
         0,1]
# fmt: on
def main():
    # fmt: off
    x = [1,2,
         3]
    print(x, TABLE, a.M, a.g())  # noqa: E501
# == a.py
# fmt: off
M = [1,0,
     0,1]
def g():
    return  1
# yapf: disable
X = {  'a':1 }
def h(): return  X   # type: ignore
'''


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
