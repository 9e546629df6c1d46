"""What stands under `if TYPE_CHECKING` is no part of a program: names that only it binds need not exist, wherever it stands."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### at module level, with other branches
from helper import Frame, Only, Late, first
def main():
    print(Frame, Only, Late, first(3))
# == helper.py
from __future__ import annotations
import typing as t
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import pandas as pd
    from other import Thing
    Frame = pd.DataFrame
elif t.sys.argv == 3:
    Frame = 3
else:
    Frame = object
if not TYPE_CHECKING:
    Only = int
else:
    from other import Only
if t.sys.argv == 3:
    Late = 1
elif TYPE_CHECKING:
    Late = pd.nothing
else:
    Late = 2
def first(n: Frame) -> Thing:
    return n
# == other.py
raise RuntimeError("nobody imports this")
#### in functions
from helper import load, either
def main():
    print(load(3), either(), either.__name__)
# == helper.py
from typing import TYPE_CHECKING
import typing
def load(n):
    # what the checker is told
    if TYPE_CHECKING:
        from other import Thing
        assert isinstance(n, Thing)
    for each in range(2):
        if typing.TYPE_CHECKING: each = Thing()
    try:
        x = n
    finally:
        if TYPE_CHECKING:
            reveal_type(x)
    return x, each
def either():
    if TYPE_CHECKING and Thing:
        return Thing
    elif not TYPE_CHECKING: return "run"
    else:
        return Thing
#### in classes
from helper import Model, Empty
def main():
    print(Model().get(), Model.__annotations__, Empty().x if hasattr(Empty(), "x") else "no x")
# == helper.py
from __future__ import annotations
import typing as t
if t.TYPE_CHECKING:
    from other import Thing
class Model:
    if t.TYPE_CHECKING:
        y: Thing
        z: t.ClassVar[Thing] = Thing()
    else:
        y = 3
    if t.TYPE_CHECKING:
        def get(self) -> Thing: ...
    def get(self):
        return self.y
class Empty:
    if t.TYPE_CHECKING:
        x: Thing
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_type_checking(tmp_path: Path, program: str) -> None:
    assert "Thing" not in same(tmp_path, program).replace('"Thing"', "")
