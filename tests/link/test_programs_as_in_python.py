"""Decorators, classes, exceptions, tables and closures across modules: the script prints what Python prints."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### decorators chain and args across modules
import a, b
@a.outer(b.LEVEL)
@b.inner
def work(x):
    return x + a.LEVEL
def main():
    print(work(1), work.__name__, b.seen)
# == a.py
import functools
LEVEL = 10
def outer(level):
    def wrap(f):
        @functools.wraps(f)
        def run(*a, **k):
            return f(*a, **k) + level
        return run
    return wrap
# == b.py
import functools
LEVEL = 100
seen = []
def inner(f):
    seen.append(f.__name__)
    @functools.wraps(f)
    def run(*a, **k):
        return f(*a, **k) * 2
    return run
#### class hierarchy across modules with super
import a, b
class Leaf(b.Mid, a.Mixin):
    kind = "leaf"
    def describe(self):
        return "leaf>" + super().describe()
def main():
    print(Leaf().describe(), Leaf.__mro__[1].__name__, isinstance(Leaf(), a.Base), b.Mid.make().kind)
# == a.py
class Base:
    kind = "base"
    def describe(self):
        return "base"
    @classmethod
    def make(cls):
        return cls()
class Mixin(Base):
    def describe(self):
        return "mixin>" + super().describe()
# == b.py
from a import Base
class Mid(Base):
    kind = "mid"
    def describe(self):
        return "mid>" + super().describe()
#### same class names base of each other
import a, b
def main():
    print(b.Config().show(), a.Config().show(), isinstance(b.Config(), a.Config))
# == a.py
class Config:
    name = "a"
    def show(self):
        return self.name
# == b.py
import a
class Config(a.Config):
    name = "b"
    def show(self):
        return "b:" + super().show()
#### from import as same name base
from b import Config
def main():
    print(Config().show())
# == a.py
class Config:
    def show(self):
        return "a"
# == b.py
from a import Config as Base
class Config(Base):
    def show(self):
        return "b" + super(Config, self).show()
#### contextmanager and generators
import a
def main():
    with a.opened("x") as h, a.opened("y") as k:
        print(h, k, list(a.gen(3)), a.log)
    print(a.log)
# == a.py
import contextlib
log = []
@contextlib.contextmanager
def opened(name):
    log.append("open " + name)
    try:
        yield name.upper()
    finally:
        log.append("close " + name)
def gen(n):
    total = 0
    while n:
        n -= 1
        total += yield_one(n)
        yield total
def yield_one(n): return n
#### abstract property slots
import a
def main():
    p = a.Point(1, 2)
    print(p.norm, p, p == a.Point(1, 2), sorted([a.Point(2, 1), p]))
# == a.py
import abc, dataclasses, functools
@functools.total_ordering
@dataclasses.dataclass(eq=True)
class Point:
    x: int
    y: int
    __hash__ = None
    @property
    def norm(self):
        return self.x ** 2 + self.y ** 2
    def __lt__(self, o):
        return (self.x, self.y) < (o.x, o.y)
class Abs(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
#### global counters in closures
import a
def main():
    f, g = a.counter(), a.counter()
    print(f(), f(), g(), a.total)
# == a.py
total = 0
def counter():
    n = 0
    def step():
        nonlocal n
        global total
        n += 1
        total += 1
        return n
    return step
#### conditional function definitions
import a
def main():
    print(a.f(), a.g(), a.h)
# == a.py
import sys, os
if os.name == "definitely not":
    def f(): return "no"
elif sys.version_info < (3,):
    def f(): return "old"
else:
    def f(): return "new"
try:
    from nonexistent import g
except ImportError:
    def g(): return "fallback"
h = [i for i in range(3) if i]
for _i in h:
    h2 = _i
#### lru_cache and singledispatch
import a
def main():
    print(a.fib(10), a.show(1), a.show("s"), a.show([1]))
# == a.py
import functools
@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
@functools.singledispatch
def show(x):
    return "obj"
@show.register(int)
def _(x):
    return "int"
@show.register(str)
def _(x):
    return "str"
#### augmented assignment module level & del in function
import a
def main():
    print(a.paths, a.f())
# == a.py
paths = ["a"]
paths += ["b"]
paths[0:0] = ["z"]
cfg = {}
cfg.setdefault("k", []).append(1)
def f():
    x = dict(cfg)
    del x["k"]
    return x, cfg
#### module constant used as default & rebound later
import a
def main():
    print(a.f(), a.N)
# == a.py
N = 1
def f(n=N):
    return n, N
N = 2
#### exceptions defined and caught across modules
import errors
from work import go
def main():
    for n in range(3):
        try:
            go(n)
        except errors.Bad as bad:
            print("bad", bad, type(bad).__name__)
        except (errors.Worse, KeyError) as e:
            print("worse", e.args)
# == errors.py
class Bad(Exception):
    def __str__(self): return "Bad!"
class Worse(Bad): pass
# == work.py
from errors import Bad, Worse as W
def go(n):
    if n == 0: raise Bad(n)
    if n == 1: raise W(n) from Bad()
    raise KeyError(n)
#### operator overloading and lambda tables
import a
def main():
    print({k: f(6, 3) for k, f in a.OPS.items()}, a.apply("add", 1, 2))
# == a.py
import operator
OPS = {"add": operator.add, "div": lambda x, y: x // y, "mine": lambda *xs: total(xs)}
def total(xs): return sum(xs)
def apply(name, *args): return OPS[name](*args)
#### three configs same class
import a, b, c
def main():
    print(a.Settings(), b.Settings(), c.Settings(), a.load(), b.load(), c.load())
# == a.py
import dataclasses
@dataclasses.dataclass
class Settings:
    x: int = 1
def load() -> "Settings":
    return Settings(10)
# == b.py
import dataclasses
from a import Settings as Base
@dataclasses.dataclass
class Settings(Base):
    y: "int" = 2
def load(cls: "type[Settings]" = None) -> "Settings":
    return (cls or Settings)(20)
# == c.py
import typing
class Settings(typing.NamedTuple):
    z: "typing.Optional[Settings]" = None
def load():
    return Settings(Settings())
#### property registry
import a
def main():
    print(sorted(a.Registry.known), a.Registry.known["x"]().go())
# == a.py
class Registry(type):
    known = {}
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        if kw.get("key"):
            mcs.known[kw["key"]] = cls
        return cls
class X(metaclass=Registry, key="x"):
    def go(self): return "x!"
class Y(metaclass=Registry): pass
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
