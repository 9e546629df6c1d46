"""Imports of every shape: the script prints what Python prints."""

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
#### import a.b.c fixed
import a.b.c
def main():
    print(a.b.c.f(), a.b.X, a.Y)
# == a/__init__.py
Y = 1
# == a/b/__init__.py
from .. import Y
X = Y + 1
# == a/b/c.py
from . import X
from .. import Y as why
from ..d import deep
def f():
    return X * 10 + why + deep()
# == a/d.py
def deep():
    from .b import X
    from . import b
    return b.X + X
#### import a.b as x, same module under two names
import a.b as x
import a.b
from a import b
def main():
    print(x.f(), a.b.f(), b.f(), x.STATE is a.b.STATE)
# == a/__init__.py
# == a/b.py
STATE = []
def f():
    STATE.append(1)
    return len(STATE)
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
#### try import fallback
try:
    import nonexistent_fast as fast
except ImportError:
    import slow as fast
try:
    from nonexistent_fast import loads
except ImportError:
    from slow import loads
try:
    import nonexistent_other
except ImportError:
    nonexistent_other = None
def main():
    print(fast.loads("x"), loads("y"), nonexistent_other)
# == slow.py
def loads(x):
    return x * 2
#### version conditional
import sys
if sys.version_info >= (3, 8):
    from new import f
else:
    from old import f
if sys.version_info[0] >= 3:
    def text(x): return x
elif False:
    pass
else:
    def text(x): return x.decode()
def main():
    print(f(), text("x"))
# == new.py
def f():
    return "new"
# == old.py
def f():
    return "old"
#### version conditional own module function
import sys
import helper
def main():
    print(helper.f())
# == helper.py
import sys
if sys.version_info >= (3, 8):
    from math import prod
else:
    def prod(xs):
        out = 1
        for x in xs:
            out *= x
        return out
def f():
    return prod([2, 3])
#### type checking
from typing import TYPE_CHECKING, Optional
if TYPE_CHECKING:
    from models import Model
def use(m: "Optional[Model]" = None) -> "Model":
    x: "Model" = m
    return x
def main():
    print(use(3))
# == models.py
class Model: ...
#### type checking else
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from models import Model
else:
    Model = None
def use(m: Model) -> Model:
    return m
def main():
    print(use(3), Model)
# == models.py
class Model: ...
#### import in function bodies
def main():
    import pkg.deep.mod
    from pkg import other as o
    from pkg.deep import mod as m, VALUE
    print(pkg.deep.mod.f(), o.g(), m.f(), VALUE)
    def inner():
        from pkg.other import g
        return g()
    print(inner())
# == pkg/__init__.py
# == pkg/other.py
def g(): return "g"
# == pkg/deep/__init__.py
VALUE = 9
# == pkg/deep/mod.py
def f(): return "f"
#### import in class body
class Box:
    from helper import f
    import helper as h
    from helper import CONST as C
    g = staticmethod(h.g)
    def use(self):
        return self.C, self.g(), Box.f(self)
def main():
    print(Box().use())
# == helper.py
CONST = 4
def f(self=None):
    return type(self).__name__
def g():
    return "g"
#### import of own package
import pkg
def main():
    print(pkg.mod.f(), pkg.g())
# == pkg/__init__.py
from . import mod
from .mod import g
# == pkg/mod.py
def f():
    import pkg
    return pkg.g() + pkg.mod.g()
def g():
    return 1
#### import pkg implicit submodule
import pkg
import pkg.mod
def main():
    print(pkg.mod.f())
# == pkg/__init__.py
# == pkg/mod.py
def f():
    import pkg
    return pkg.mod.K
K = 5
#### reexport function same name as module
from tools import clean
import tools
def main():
    print(clean(" a "), tools.clean(" b "))
# == tools/__init__.py
from .clean import clean
# == tools/clean.py
def clean(x):
    return x.strip()
#### reexport same name later import module
from tools import clean
import tools.clean
def main():
    print(clean(" a "), tools.clean(" c "))
# == tools/__init__.py
from .clean import clean
# == tools/clean.py
def clean(x):
    return x.strip()
#### attribute x and submodule x from . import x
from pkg import use
def main():
    print(use.get())
# == pkg/__init__.py
x = 5
# == pkg/x.py
V = 1
# == pkg/use.py
from . import x
def get():
    return x
#### package init side effects
import pkg.sub
def main():
    print(pkg.sub.f(), pkg.REG)
# == pkg/__init__.py
print("init pkg")
REG = []
REG.append("pkg")
# == pkg/sub.py
from pkg import REG
print("init sub")
REG.append("sub")
def f():
    return len(REG)
#### namespace packages
from ns.deep import mod
import ns.deep.mod2 as m2
def main():
    print(mod.f(), m2.g())
# == ns/deep/mod.py
def f():
    return __name__
# == ns/deep/mod2.py
from .mod import f
def g():
    return f() + __name__
#### main guards
import helper
def main():
    print(helper.f())
if __name__ == "__main__":
    print("entry")
# == helper.py
def f(): return 1
if __name__ == "__main__":
    print("not here")
else:
    print("imported")
#### main guard reversed
import helper
def main():
    print(helper.f())
if "__main__" == __name__:
    print("entry")
# == helper.py
def f(): return 1
if not __name__ == "__main__":
    X = 1
if __name__ != "__main__":
    print("imported")
#### decorators that register
from registry import TABLE, register
import plugins
def main():
    for name in sorted(TABLE):
        print(name, TABLE[name](2))
# == registry.py
TABLE = {}
def register(name):
    def wrap(f):
        TABLE[name] = f
        return f
    return wrap
# == plugins.py
import registry
from registry import register as reg
@reg("double")
def double(x): return 2 * x
@registry.register("square")
def square(x): return x * x
#### class registry decorator
from registry import app
import handlers
def main():
    print(app.run("a"), app.run("b"))
# == registry.py
class App:
    def __init__(self):
        self.routes = {}
    def route(self, key):
        def wrap(f):
            self.routes[key] = f
            return f
        return wrap
    def run(self, key):
        return self.routes[key]()
app = App()
# == handlers.py
from registry import app
@app.route("a")
def a(): return "A"
@app.route("b")
def b(): return "B"
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
#### cond import modules
import sys
if sys.version_info > (3,):
    import new as impl
else:
    import old as impl
def main():
    if impl:
        import old as x
    else:
        import new as x
    print(impl.f(), x.f())
# == new.py
def f(): return "new"
# == old.py
def f(): return "old"
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
#### two pandas imports
import json
import json as js
import os.path
import os.path as osp
from os import path
import xml.dom.minidom
import xml.dom as dom
import a
def main():
    print(json.dumps(1), js.dumps(2), os.path.join("a"), osp.join("b"), path.join("c"), xml.dom.minidom.__name__, dom.__name__, a.f())
# == a.py
import json as j
import xml.etree.ElementTree as ET
def f():
    import json as js2, json
    return j.dumps(3), js2.dumps(4), json.dumps(5), ET.__name__
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
#### nested packages relative siblings
from pkg.sub.deep import leaf
def main():
    print(leaf.go())
# == pkg/__init__.py
ROOT = "root"
# == pkg/util.py
def join(*xs): return "-".join(xs)
# == pkg/sub/__init__.py
from ..util import join as _join
def joined(*xs): return _join("sub", *xs)
# == pkg/sub/deep/__init__.py
NAME = __name__
# == pkg/sub/deep/leaf.py
from . import NAME
from .. import joined
from ... import ROOT
from ...util import join
from .sibling import *
def go():
    return join(joined(NAME), ROOT, sib())
# == pkg/sub/deep/sibling.py
__all__ = ["sib"]
def sib(): return "sib"
def hidden(): return "h"
#### import order side effects
import b, a
from c import late
print("entry")
def main():
    print(late())
# == a.py
print("a")
# == b.py
import a
print("b")
# == c.py
print("c")
def late():
    return "late"
#### star import of module with module alias names
from h import *
def main():
    print(dumps([1]), np(3), js.loads("2"))
# == h.py
from json import dumps
import json as js
np = abs
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
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
