"""Star imports: the script prints what Python prints."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### star all
from h import *
X = 30
def main():
    print(_special(), X)
# == h.py
__all__ = ["_special", "X"]
X = 3
def _special():
    return X
#### star overriding
X = 1
from h import *
from g import *
def main():
    print(X, Y)
# == h.py
X = 2
Y = 5
# == g.py
X = 3
#### star override after
from h import *
def f():
    return "mine"
def main():
    print(f(), g())
# == h.py
def f():
    return "theirs"
def g():
    return f()
#### star chain
from a import *
def main():
    print(f(), K)
# == a.py
from b import *
from c import K
# == b.py
from d import *
K = 1
# == c.py
K = 2
# == d.py
def f():
    return "d"
K = 0
#### star all computed
from a import *
def main():
    print(f(), g())
# == a.py
from b import *
from b import __all__ as b_all
__all__ = ["f"] + b_all
def f():
    return "f"
# == b.py
__all__ = ["g"]
__all__ += ["h"]
def g():
    return h()
def h():
    return 7
#### star between
from h import *
Y = X + 1
X = 20
def main():
    print(X, Y)
# == h.py
X = 2
#### star cond
from h import *
try:
    X = int("a")
except ValueError:
    pass
def main():
    print(X)
# == h.py
X = 2
#### star rebound
from h import *
import h
def main():
    bump()
    print(count, h.count)
# == h.py
count = 2
def bump():
    global count
    count += 1
#### two stars
from h import *
Y = X
from g import *
def main():
    print(X, Y)
# == h.py
X = 2
# == g.py
X = 3
#### star import of module with module alias names
from h import *
def main():
    print(dumps([1]), np(3), js.loads("2"))
# == h.py
from json import dumps
import json as js
np = abs
#### a function that is called before the name is bound again
from app import X, LEVEL
def main():
    print(X, LEVEL)
# == app.py
from base import *
def helper():
    return LEVEL
X = helper()
LEVEL = 5
# == base.py
LEVEL = 1
#### a submodule that a star brings before the name is bound
import pkg.y
import a
def main():
    print('entry')
# == a.py
def _own():
    print('a', getattr(y, '__name__', y))
from pkg import *
_own()
y = [9]
# == pkg/__init__.py
# == pkg/y.py
items = 2
#### modules that star each other
import a
import b
def main():
    print(a.x(), b.x(), a.y, b.y, a.shown(), b.shown())
# == a.py
def x():
    return y
y = 1
from b import *
def shown():
    return y, x()
# == b.py
z = 5
from a import *
def shown():
    return z, y
#### a name that comes back from a module which took it
from pkg.f import f, g
from pkg.sub import f as again
def main():
    print(f(), g(), again())
# == pkg/__init__.py
# == pkg/f.py
def f():
    return 1
from .sub.x import *
# == pkg/sub/__init__.py
from pkg.f import *
def g():
    return 2
# == pkg/sub/x.py
if True:
    from pkg.f import f
def g():
    return f() + 2
#### a list that comes back to a package
def show(*values):
    print(*[getattr(each, "__name__", each) for each in values])
import pkg.f
def g():
    from pkg import f
def main():
    from pkg import y
    print('entry', y)
# == a.py
def x():
    def get(self):
        return Box.value
y = [1]
from b import *
# == b.py
from pkg.y import *
# == pkg/__init__.py
from a import *
def x():
    print('pkg', y)
# == pkg/y.py
from . import *
# == pkg/f.py
Box = 9
# == pkg/sub/x.py
def _own():
    global x
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
