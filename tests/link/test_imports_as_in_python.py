"""Imports of every shape: the script prints what Python prints."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
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
#### a function imports what another module imports
def main():
    from utils import js, dumps
    print(js.loads("[1]"), dumps(1))
    from utils import json
    print(json.loads("3"))
# == utils.py
import json as js
import json
from json import dumps
#### a function imports what a star brought
import lib
from lib import own
class T:
    def go(self):
        return lib.basename("a/b"), own()
def main():
    print(T().go())
    from lib import dirname
    print(dirname("a/b"))
# == lib.py
from collections.abc import Sequence, Iterable
from posixpath import *
from posixpath import _get_sep
def own():
    return join("a", "b")
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
