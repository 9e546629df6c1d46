"""Scopes of every kind, with names that collide between modules: the script prints what Python prints."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r'''
#### mangled global in class
import a, b
def main():
    print(a.C().f(), b.C().f(), a.g(), b.g())
# == a.py
_C__token = "a-mangled"
class C:
    def f(self):
        return __token
def g(): return _C__token
# == b.py
_C__token = "b-mangled"
class C:
    def f(self):
        return __token
def g(): return _C__token
#### comprehension scopes in class bodies
import a, b
def main():
    print(a.K.items, b.K.items, a.K.more)
# == a.py
size = 3
names = ["x", "y"]
class K:
    names = ["k"]
    items = [n for n in names for _ in range(size)]
    more = [size for size in range(2)]
# == b.py
size = 2
names = ["p"]
class K:
    items = [(n, m) for n in names for m in range(size)]
    size = 10
#### class body conditional binding
import a, b
def main():
    print(a.K.timeout, b.K.timeout, a.K.size)
# == a.py
timeout = 3
size = 1
class K:
    timeout = timeout
    size = size + 1
# == b.py
timeout = 4
class K:
    timeout = timeout * 2
#### nonlocal chains
import a, b
def main():
    print(a.make()(), b.make()())
# == a.py
count = 100
def make():
    count = 0
    def mid():
        nonlocal count
        count += 1
        def inner():
            nonlocal count
            count += 10
            return count
        return inner
    return mid()
# == b.py
count = 200
def make():
    def mid():
        global count
        count += 1
        def inner():
            count = 5
            def deepest():
                nonlocal count
                count += 1
                return count
            return deepest()
        return inner() + count
    return mid
#### walrus
import a, b
def main():
    print(a.f([1, 2, 3]), b.f([4, 5]), a.last, b.last)
# == a.py
last = 0
def f(xs):
    out = [last := x for x in xs]
    return out, last
# == b.py
last = 0
def f(xs):
    global last
    if (n := len(xs)) > 1:
        out = [y for x in xs if (last := x * 2) and (y := last)]
    return out, last, n
#### walrus module level comprehension
import a, b
def main():
    print(a.total, a.hist, b.total)
# == a.py
total = 0
hist = [total := total + x for x in [1, 2, 3]]
# == b.py
total = 1
while (total := total * 2) < 50:
    pass
#### match captures
import a, b
def main():
    for v in ({"k": 1, "z": 2}, [1, 2, 3], a.P(1, 2), "s", 4, 77):
        print(a.f(v), b.f(v))
# == a.py
rest = "global a"
x = "gx"
LIMIT = 4
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
class Cs:
    LIMIT = 77
def f(v):
    match v:
        case {"k": x, **rest}:
            return x, sorted(rest)
        case [x, *rest]:
            return x, rest
        case P(x, y=y):
            return x, y
        case str() as x:
            return x
        case Cs.LIMIT:
            return rest if False else "cs"
        case _:
            return LIMIT
# == b.py
rest = "global b"
x = "bx"
import a
P = 3
def f(v):
    match v:
        case a.P(x=0):
            return "zero"
        case a.P():
            return "P", x, rest
        case a.Cs.LIMIT:
            return "limit"
        case _:
            return x
#### except name deletion
import a, b
def main():
    print(a.f(), b.f())
# == a.py
e = "module e"
def f():
    try:
        raise ValueError("boom")
    except ValueError as e:
        msg = str(e)
    try:
        e
    except UnboundLocalError:
        return msg, "unbound"
def g():
    return e
# == b.py
e = "b e"
try:
    raise KeyError("k")
except KeyError as err:
    message = repr(err)
def f():
    try:
        err
    except NameError:
        return message, e
#### module except name same global
import a, b
def main():
    print(a.f(), b.err)
# == a.py
err = 1
try:
    int("x")
except ValueError as err:
    kept = type(err).__name__
def f():
    try:
        return err
    except NameError:
        return "deleted " + kept
# == b.py
err = "b"
#### star args decorators
import a, b
ARGS = ["x", "y"]
OPTS = {"sep": "+"}
@b.tag(*ARGS, **OPTS)
def hello(name):
    return name
def main():
    print(hello("n"), a.hello("m"))
# == a.py
from b import tag
ARGS = ("1",)
OPTS = {"sep": "-"}
@tag(*ARGS, *ARGS, **OPTS)
def hello(name):
    return name
# == b.py
def tag(*words, sep):
    def wrap(f):
        def run(*args, **kw):
            return sep.join([*words, f(*args, **kw)])
        return run
    return wrap
#### pep563
from __future__ import annotations
import typing
import a, b
class Order:
    unit: Unit
    n: int = a.N
def f(x: Unit, y: "a.Order") -> Order:
    return typing.get_type_hints(f)["return"].__name__
Unit = int
def main():
    print(f(1, 2), a.g(), Order.__annotations__["unit"])
# == a.py
import dataclasses, typing
N = 3
@dataclasses.dataclass
class Order:
    n: int
    parent: typing.Optional["Order"] = None
def g():
    return typing.get_type_hints(Order)["parent"] == typing.Optional[Order], repr(Order(1))
# == b.py
class Order: ...
#### async comprehension
import asyncio
import a, b
def main():
    print(asyncio.run(a.f()), asyncio.run(b.f()))
# == a.py
rate = 2
async def gen(n):
    for i in range(n):
        yield i
async def f():
    async with Ctx() as c:
        return [x * rate + c async for x in gen(3) if x], {k: v async for k in gen(2) for v in [k * rate]}
class Ctx:
    async def __aenter__(self): return rate
    async def __aexit__(self, *a): pass
# == b.py
rate = 5
async def gen(n):
    for i in range(n):
        yield i * rate
async def f():
    return [rate async for rate in gen(3)], rate
#### lambda defaults
import a, b
def main():
    print([f() for f in a.fs], a.g(), b.g(), b.h(), a.key("zz"))
# == a.py
base = 10
fs = [lambda i=i, base=base: i + base for i in range(3)]
base = 20
g = lambda: base
key = lambda s, *, n=len: n(s)
# == b.py
base = 7
g = lambda base=base: base
def h(base=base, *, key=lambda x: x + base):
    return key(base)
#### kwonly collisions
import a, b
def main():
    print(a.f(limit=1), b.f(limit=2), a.call(), b.call())
# == a.py
limit = 100
def f(*, limit=limit, **kw):
    return limit, kw
def call():
    return f(limit=limit, other=limit)
# == b.py
limit = 200
def f(*, limit=limit, **kw):
    return limit, kw
def call():
    return f(**dict(limit=limit, other=limit))
#### local shadows renamed global
import a, b
def main():
    print(a.run(1), b.run(1), a.other(), b.other())
# == a.py
def clean(x): return x + 1
def run(x):
    clean_a = 5
    clean_b = 6
    return clean(x) + clean_a + clean_b
def other():
    clean = 3
    return [clean for _ in range(2)]
# == b.py
def clean(x): return x + 100
def run(x):
    clean_b = 7
    def inner():
        clean_b_2 = 8
        return clean(x) + clean_b + clean_b_2
    return inner()
def other():
    from a import clean
    return clean(1)
#### f-strings
import a, b
def main():
    print(a.f(), b.f())
# == a.py
name = "na"
width = 6
def f():
    return f"{name!r:>{width}}|{name=}|{'x' + name}|{ {name: width}[name] }|{(lambda name: name)(2)}|{f'{name}{width}'}"
# == b.py
name = "nb"
width = 8
def f():
    return f"""{name:{width}}|{
        name
    }|{name=!s}|{name = }|{[name for name in 'ab']}""" f"{name}" "lit {name}"
#### global in function
import a, b
def main():
    a.setit(5)
    b.setit(6)
    print(a.get(), b.get(), a.state, b.state)
# == a.py
def setit(v):
    global state
    state = v
def get():
    return state
# == b.py
state = None
def setit(v):
    def inner():
        global state
        state = v
    inner()
def get():
    return state
#### try except else names
import a
def main():
    print(a.value, a.kind())
# == a.py
try:
    value = int("12")
except ValueError:
    value = None
else:
    value += 1
finally:
    done = True
def kind():
    return type(value).__name__, done
#### type params 312 style skip
import a
def main():
    print(a.f(1))
# == a.py
import typing as t
T = t.TypeVar("T")
def f(x: T) -> T:
    return x
#### private functions of a class, called in its body
import a
def main():
    print(a.Row(1) < a.Row(2), a.Row.kind, a.Row(1).bump(), a.Row(1).bump(), a.Inner)
# == a.py
_Row__count = 0
class Row:
    def __init__(self, n):
        self.n = n
    def __make(name):
        def compare(self, other):
            return getattr(self.n, name)(other.n)
        return compare
    __lt__ = __make("__lt__")
    __gt__ = __make("__gt__")
    class __Kind:
        name = "kind"
    kind = __Kind.name
    def bump(self):
        global __count
        __count += 1
        return __count
Inner = Row._Row__Kind.name
#### star expr & unpack
import a, b
def main():
    print(a.first, a.rest, b.first, b.total)
# == a.py
first, *rest = [1, 2, 3]
(x, (y, z)), w = (1, (2, 3)), 4
# == b.py
first = second = 9
total = first + second
for first in range(3):
    total += first
with open(__file__) as handle:
    pass
'''


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
