"""A package's variable and a submodule of one name: whichever was bound last, as in Python."""

from pathlib import Path

import pytest
from programs import cases, refused, same

PROGRAMS = r"""
#### the submodule comes later
import pkg
def main():
    print(pkg.y, pkg.x.V)
import pkg.x
# == pkg/__init__.py
x = 5
y = x + 1
# == pkg/x.py
V = 1
#### what was imported before stays what it was
from pkg import x
import pkg.x
def main():
    print(x, pkg.x.V)
# == pkg/__init__.py
x = 5
# == pkg/x.py
V = 1
#### what is imported afterwards is the module
from pkg import x
from pkg.x import V
from pkg import x as y
def main():
    print(x, V, y.V)
# == pkg/__init__.py
x = 5
# == pkg/x.py
V = 1
#### the package loads it, and binds the name afterwards
from pkg import x
import pkg.x
from pkg.x import V
def main():
    print(x(), pkg.x(), V)
# == pkg/__init__.py
from pkg.x import V
def x():
    return "function"
# == pkg/x.py
V = 1
#### the package loads it after it bound the name
from pkg import use
import pkg
def main():
    print(use(), pkg.x.V)
# == pkg/__init__.py
x = 1
from .x import V
def use():
    return x.V, V
# == pkg/x.py
V = 1
#### a submodule nobody gave a name
import pkg
def main():
    print(pkg.use())
# == pkg/__init__.py
from .x import V
def use():
    return x.V, V
# == pkg/x.py
V = 1
#### another submodule sees both
import pkg.b
def main():
    print(pkg.b.get(), pkg.x.V)
# == pkg/__init__.py
x = None
# == pkg/b.py
from . import x as before
from . import x
import pkg.x as m
def get():
    from . import x as now
    return before, x, m.V, now.V
# == pkg/x.py
V = 1
#### import as asks the package
import pkg.x as called
def main():
    print(called())
# == pkg/__init__.py
from pkg.x import V
def x():
    return V
# == pkg/x.py
V = 1
#### a name that the package has is no import of the submodule
from pkg import x
def main():
    print(x)
# == pkg/__init__.py
x = 5
# == pkg/x.py
print("loaded")
#### a star import of a package loads what it lists
from pkg import *
def main():
    print(x.V)
# == pkg/__init__.py
__all__ = ["x"]
# == pkg/x.py
print("loaded")
V = 1
#### it is deleted, and imported again
import app.db
import app
from app import db as again
def main():
    print(again.NAME, hasattr(app, "db"))
# == app/__init__.py
import app.db
del db
# == app/db.py
NAME = "db"
#### deleted while packages import each other
import b
import a
def main():
    from b import y
    print('b', b.__name__, 'a', a.__name__)
# == a.py
import pkg.y
# == b.py
from pkg import y
# == pkg/__init__.py
def x():
    return 35
import pkg.sub.x as y
# == pkg/y.py
if True:
    from . import x
# == pkg/sub/__init__.py
from .. import y
from pkg.sub import x
del x
# == pkg/sub/x.py
__all__ = []
#### assigned from outside, or by a function
import app.db
import app.other
from app import swap
def main():
    print(app.db.NAME, app.db.connect())
    swap()
    print(app.db, app.other.VALUE)
    app.other = 5
    print(app.other)
# == app/__init__.py
def swap():
    global db
    db = None
# == app/db.py
NAME = "db"
def connect():
    return 1
# == app/other.py
VALUE = 3
#### stored to by a text
import pkg.f
def main():
    print('entry', pkg.y.n)
# == pkg/__init__.py
# == pkg/x.py
import pkg.y
# == pkg/y.py
n = 1
# == pkg/f.py
def f():
    setattr(items, 'y', 2)
from .x import pkg as items
#### a variable of the package's that holds it for a time
import pkg
def main():
    print('entry', pkg.f._own)
# == pkg/__init__.py
from pkg.sub import x
# == pkg/f.py
_own = 3
# == pkg/sub/__init__.py
# == pkg/sub/x.py
def f():
    pass
from .. import f
f._own += 1
#### a function imports what the package deleted
import pkg.tools
def main():
    from pkg import tools as again
    import pkg.tools as other
    print(again.NAME, other.NAME, hasattr(pkg, "tools"))
# == pkg/__init__.py
from .tools import NAME
del tools
# == pkg/tools.py
NAME = "tools"
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_last_one_counts(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)


def test_a_name_that_changes_during_the_run_is_refused(tmp_path: Path) -> None:
    program = """
    from pkg import x
    import pkg

    def main():
        print(x(), pkg.x())
        from pkg.x import V
        print(V, pkg.x.V)
    # == pkg/__init__.py
    def x():
        return "function"
    # == pkg/x.py
    V = 1
    """
    assert refused(tmp_path, program) == ["MD514"]
