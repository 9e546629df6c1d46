"""Names that get other values, and modules that import each other: the script prints what Python prints."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### circular helpers
import a
def main():
    print(a.f(3), a.b.g(2))
# == a.py
import b
LIMIT = 10
def f(n):
    return b.g(n) + LIMIT
# == b.py
import a
def g(n):
    return n * a.LIMIT
#### circular from
from a import f
def main():
    print(f(3))
# == a.py
LIMIT = 10
from b import g
def f(n):
    return g(n) + LIMIT
# == b.py
from a import LIMIT
def g(n):
    return n * LIMIT
#### monkeypatch module
import helper
def fake():
    return "fake"
helper.real = fake
def main():
    print(helper.use())
# == helper.py
def real():
    return "real"
def use():
    return real()
#### monkeypatch class
import helper
def fake(self):
    return "fake"
helper.K.real = fake
def main():
    print(helper.K().use())
# == helper.py
class K:
    def real(self): return "real"
    def use(self): return self.real()
#### monkeypatch stdlib
import json
import helper
def main():
    print(helper.f())
    json.extra = 5
    print(json.extra)
# == helper.py
import json
json.special = "patched"
def f():
    return json.special
#### del
import helper
def main():
    print(helper.f(), helper.keys)
# == helper.py
tmp = [1, 2]
keys = [t for t in tmp]
del tmp
for i in range(2):
    keys.append(i)
del i
def f():
    try:
        tmp
    except NameError:
        return "gone"
#### del then redefine
import helper
def main():
    print(helper.f())
# == helper.py
x = 1
def f():
    return x
del x
x = 2
#### global read from other module by from-import
import a
from a import state, bump
def main():
    bump()
    print(state, a.state)
# == a.py
state = 0
def bump():
    global state
    state += 1
#### global import
def load():
    global helper
    import helper
def main():
    load()
    print(helper.f())
# == helper.py
def f(): return "new"
#### rebound import name
import json
import other
def swap():
    global json
    json = None
def main():
    print(json.dumps(1))
    swap()
    print(json, other.f())
# == other.py
import json
def f(): return json.dumps(3)
#### function snapshot
import a
def main():
    from a import state, bump
    bump()
    print(state, a.state)
    def inner():
        from a import state as s
        bump()
        return s
    print(inner(), a.state)
# == a.py
state = 0
def bump():
    global state
    state += 1
#### function snapshot 2
import a
def main():
    from a import state
    a.bump()
    print(state, a.state)
# == a.py
state = 0
def bump():
    global state
    state += 1
#### function snapshot 3
from a import bump
def main():
    from a import state
    bump()
    print(state)
# == a.py
state = 0
def bump():
    global state
    state += 1
#### circular rebind
from a import state
import b
import a
def main():
    print(state, b.state, a.state)
# == a.py
state = 0
import b
state = 1
# == b.py
from a import state
#### cyclic class annotations
from a import A
def main():
    print(A().b().a().__class__ is A)
# == a.py
from __future__ import annotations
import typing
if typing.TYPE_CHECKING:
    from b import B
class A:
    def b(self) -> B:
        from b import B
        return B()
# == b.py
from a import A
class B:
    def a(self) -> "A":
        return A()
#### an import that fails in a circle, of a name that another module has
import first
import second
f = "entry"
def main():
    print(f, second.f, second.seen, second.show())
# == first.py
import second
value = 4
# == second.py
seen = []
try:
    from first import value as f
    seen.append(f)
except ImportError:
    f = None
    seen.append(f)
def show():
    return f
#### setattr through modules that hold each other
import pkg.x
setattr(pkg.sub.pkg, 'n', 6)
setattr(pkg.sub, 'm', 7)
def main():
    print(pkg.n, pkg.sub.m)
# == pkg/__init__.py
# == pkg/x.py
import pkg.sub
# == pkg/sub.py
import pkg
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)


ONLY_DECLARED = """
{program}
# == helper.py
def read():
    global y
    return 1
"""
INSIDE = """
def main():
    try:
        from helper import y
    except ImportError:
        y = 1
    print(y)
"""
AT_TOP = """
try:
    from helper import y
except ImportError:
    y = 1
def main():
    print(y)
"""


@pytest.mark.parametrize("program", [INSIDE, AT_TOP])
def test_a_name_that_is_only_declared_global_is_no_variable(program: str, tmp_path: Path) -> None:
    same(tmp_path, ONLY_DECLARED.format(program=program))
