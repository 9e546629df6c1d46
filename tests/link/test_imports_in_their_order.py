"""What a name holds when an import asks for it: modules that import each other, names that change."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### classes of a module that only a method imports
import paths
def main():
    print([str(part) for part in paths.Path("a").parts()])
# == paths.py
class Path:
    def __init__(self, name):
        self.name = name
    def parts(self):
        from filters import Or, And
        return [Or(self), And(self)]
# == filters.py
from paths import Path
class Joined(Path):
    def __init__(self, operand: Path):
        self.operand = operand
    def __str__(self):
        other = Or if isinstance(self, And) else And
        return f"{type(self).__name__} not {other.__name__}"
class And(Joined):
    pass
class Or(Joined):
    pass
#### twice in a function
import m
def main():
    from m import Box
    import m as Box
    print(Box.V)
    from m import V as Box
    print(Box)
# == m.py
V = 1
class Box: ...
#### two imports of one name in a function
import pkg.sub.x
def main():
    from pkg.sub import Box
    import pkg.sub.x as Box
    print(Box.V)
# == pkg/__init__.py
# == pkg/sub/__init__.py
class Box: ...
# == pkg/sub/x.py
V = 1
#### a star import over what was read before
Box = 8
print(Box)
class Box: ...
from b import *
def main():
    print(Box.V)
# == b.py
class Box:
    V = 1
#### a star import of a package before its submodule is loaded
import a
import pkg.f
def main():
    print(a.f())
# == a.py
def f():
    return 13
from pkg import *
# == pkg/__init__.py
# == pkg/f.py
Y = 1
#### the module that is there when it is imported, renamed
import pkg.f
def main():
    print(pkg.g.V, pkg.f())
# == pkg/__init__.py
import pkg.f as g
def f():
    return 1
# == pkg/f.py
V = 2
#### an object and what it has have names of their own
import pkg.f
import pkg.y
def main():
    pkg.f.g = 6
    print(pkg.f.g, pkg.f.y.V, pkg.y.V)
# == pkg/__init__.py
# == pkg/f.py
from pkg import y
g = 1
# == pkg/y.py
V = 3
#### __all__ is what it was last
from h import *
def main():
    print(f(), g())
def g():
    return "mine"
# == h.py
__all__ = ["g"]
__all__ = ["f"]
def f():
    return "f"
def g():
    return "g"
#### a deleted name is not exported
class Box:
    V = 1
from h import *
def main():
    print(Box.V, K)
# == h.py
class Box:
    V = 2
K = Box.V
del Box
#### an import that comes too early fails
import a
def main():
    print(a.f.g, a.f.h, a.n)
# == a.py
import f
n = 3
# == f.py
try:
    from a import n as g
except ImportError:
    g = None
try:
    from a import n as h
except ImportError:
    from b import n as h
# == b.py
n = 4
#### a statement that need not bind leaves the submodule
import pkg.y
print('entry', pkg.y.items)
def main():
    print('pkg', pkg.y.items)
# == pkg/__init__.py
try:
    import pkg.y
except ImportError:
    y = None
# == pkg/y.py
items = 7
#### a module under a condition is assigned to
if True:
    from b import pkg
def main():
    pkg.x = pkg.items + 1
    print(pkg.x)
# == b.py
import pkg.sub
# == pkg/__init__.py
items = 5
# == pkg/sub/__init__.py
X = 1
#### a variable that held something else is a module that is assigned to
import pkg.y
def _own():
    print('entry', pkg.x.y)
from pkg.y import y as f
def main():
    print(f, pkg.x.y, pkg._own.x)
# == pkg/__init__.py
_own = 3
from pkg import x as _own
_own.x = 3
# == pkg/x.py
y = 6
# == pkg/y.py
from pkg.x import y
#### a star import of what was listed last
import pkg.sub.z
def main():
    print('entry', pkg.Box)
# == pkg/__init__.py
__all__ = []
from pkg.f import *
__all__ = ['Box']
# == pkg/f.py
Box = 4
# == pkg/sub/__init__.py
# == pkg/sub/z.py
class Box:
    value = 3
from .. import *
print('pkg.sub.z', Box)
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
