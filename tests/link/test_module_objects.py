"""Modules as values: handed on, reached into by computed names, assigned to, imported by name."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r'''
#### sys.modules own
import sys
import helper
def main():
    print(helper.pick("alpha")(), helper.pick("beta")())
# == helper.py
import sys
def alpha(): return 1
def beta(): return 2
def pick(name):
    return getattr(sys.modules[__name__], name)
#### import_module constant
import importlib
def main():
    mod = importlib.import_module("helper")
    print(mod.f())
# == helper.py
def f(): return 1
#### import_module computed
import importlib
NAMES = ["one", "two"]
def main():
    for n in NAMES:
        print(importlib.import_module(f"plugins.{n}").f())
# == plugins/__init__.py
# == plugins/one.py
def f(): return 1
# == plugins/two.py
def f(): return 2
#### dunder import
def main():
    print(__import__("helper").f())
# == helper.py
def f(): return 1
#### getattr const
import helper
def main():
    print(getattr(helper, "f")(), getattr(helper, "nope", 3), hasattr(helper, "f"))
# == helper.py
def f(): return 1
#### getattr computed
import helper
def main():
    for n in ("f", "g"):
        print(getattr(helper, n)())
# == helper.py
def f(): return 1
def g(): return 2
def _h(): return 3
#### vars module
import helper
def main():
    print(sorted(k for k in vars(helper) if not k.startswith("_")), helper.__dict__["f"]())
# == helper.py
def f(): return 1
X = 2
#### dict of modules
import mod_a, mod_b
CLIENTS = {"a": mod_a, "b": mod_b}
def main():
    for k in sorted(CLIENTS):
        print(CLIENTS[k].connect(), CLIENTS[k].NAME)
# == mod_a.py
NAME = "A"
def connect(): return "ca"
# == mod_b.py
NAME = "B"
def connect(): return "cb"
#### handed to function
import helper
def use(m):
    return m.f() + m.X
def main():
    print(use(helper))
# == helper.py
X = 5
def f(): return X
#### module in closure default
import helper
def use(m=helper):
    return m.f()
alias = helper
def main():
    print(use(), alias.f(), (helper if True else None).f())
# == helper.py
def f(): return 1
#### module rebound state
import helper
def use(m):
    m.bump()
    return m.count
def main():
    print(use(helper), helper.count)
# == helper.py
count = 0
def bump():
    global count
    count += 1
#### module name attr
import helper
def main():
    print(helper.__name__, helper.__doc__)
# == helper.py
"""Doc."""
#### reads and writes
import sys
import config
import plugins
from config import level, client
import config as cfg
def use(m, names):
    return [getattr(m, n)() for n in names]
def set_level(v):
    config.level = v
def main():
    print(level, config.level)
    set_level(5)
    config.extra = 7
    config.client = "c"
    print(level, config.level, config.show(), config.extra, client, cfg.client)
    print(use(plugins.one, ["go"]), getattr(plugins, "two").go(), hasattr(plugins, "three"))
    print(sorted(n for n in dir(plugins) if not n.startswith("_")))
    def inner():
        import plugins.one as p
        from plugins import two as config
        q = [p, config]
        return [x.go() for x in q], p.go(), config.go()
    print(inner())
    try:
        plugins.one.thing = 4
    except NotImplementedError as e:
        print("never")
# == config.py
"""Config doc."""
level = 1
client = None
def show():
    return level, client
# == plugins/__init__.py
from . import one, two
from .one import *
from json import dumps
# == plugins/one.py
import json
def go():
    return json.dumps([1])
def _private():
    return go()
thing = 3
# == plugins/two.py
from modec import solid
def go(): return "two"
@solid
def never(_): pass
#### absent names
import helper
def use(m):
    try:
        return m.a_solid
    except NotImplementedError as e:
        return "not implemented"
def main():
    print(helper.fine(), "not implemented")
    box = [helper]
    print(box[0].fine())
# == helper.py
from modec import solid, Field, DagsterType
def fine(): return 1
@solid
def a_solid(_): pass
def uses_dagster():
    return Field(int, default_value=3)
#### class import value
class Box:
    import helper as h
    def go(self):
        return self.h.f() + Box.h.f()
def main():
    print(Box().go())
# == helper.py
def f(): return 1
#### dynamic imports fill tables
import importlib
from registry import TABLE
def main():
    importlib.import_module("plugins.one")
    m = importlib.import_module("plugins." + "two")
    print(sorted(TABLE), m.f(), m.__name__)
# == registry.py
TABLE = {}
# == plugins/__init__.py
# == plugins/one.py
from registry import TABLE
TABLE["one"] = 1
# == plugins/two.py
from registry import TABLE
TABLE["two"] = 1
def f(): return 2
#### own module by name
import sys, inspect
def alpha(): return 1
def beta(): return 2
def main():
    here = sys.modules[__name__]
    print([n for n in ("alpha", "beta", "gamma") if hasattr(here, n)])
#### functools partial & namespace use
import functools, a
run = functools.partial(a.go, a, times=2)
def main():
    print(run("f"))
# == a.py
def f(): return "f"
def go(module, name, times):
    return [getattr(module, name)() for _ in range(times)]
#### module in list loop
from steps import one, two
STEPS = [one, two]
def main():
    value = 1
    for step in STEPS:
        value = step.run(value)
    print(value, [s.__name__ for s in STEPS])
# == steps/__init__.py
# == steps/one.py
FACTOR = 3
def run(x): return x * FACTOR
# == steps/two.py
from .one import FACTOR
def run(x): return x + FACTOR + len(__name__)
#### module attribute default arg name in package
import pkg
def main():
    print(pkg.clients["one"].get(), pkg.pick("two").get())
# == pkg/__init__.py
from . import one
from pkg import two
clients = {m.__name__.split(".")[-1]: m for m in (one, two)}
def pick(name):
    return clients[name]
# == pkg/one.py
def get(): return 1
# == pkg/two.py
def get(): return 2
#### inspect getmembers of module
import inspect, helpers
def main():
    print([n for n, f in inspect.getmembers(helpers, inspect.isfunction)])
# == helpers.py
import json
def b(): pass
def a(): return json
X = 1
#### settings object module patched
import settings, app
settings.DEBUG = True
settings.DB["host"] = "h"
def main():
    print(app.show())
    settings.DEBUG = None
    print(app.show(), settings.DEBUG)
# == settings.py
DEBUG = False
DB = {"host": "x"}
# == app.py
import settings
from settings import DEBUG, DB
def show():
    return settings.DEBUG, DEBUG, DB
#### patched function used by from import
import impl
def fake(): return "fake"
impl.work = fake
from user import call, call2
def main():
    print(call(), call2())
# == impl.py
def work(): return "real"
# == user.py
from impl import work
import impl
def call(): return work()
def call2(): return impl.work()
#### setattr by name
import impl
setattr(impl, "work", lambda: "patched")
def main():
    print(impl.call())
# == impl.py
def work(): return "real"
def call(): return work()
#### setattr read elsewhere
import impl
from impl import level
def main():
    setattr(impl, "level", 5)
    print(level, impl.level, impl.get())
# == impl.py
level = 1
def get(): return level
'''


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
