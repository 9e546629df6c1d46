"""What executing a statement calls changes what other code needs, wherever the call stands: the script does it, too."""

from pathlib import Path

import pytest
from programs import cases, refused, same

PROGRAMS = r"""
#### an if that asks
import helpers
if helpers.init():
    FLAG = 1
def main():
    print(helpers.COUNT)
# == helpers.py
COUNT = 0
def init():
    global COUNT
    COUNT += 1
    return COUNT
#### a while that asks
import helpers
while helpers.init() < 3:
    pass
def main():
    print(helpers.COUNT)
# == helpers.py
COUNT = 0
def init():
    global COUNT
    COUNT += 1
    return COUNT
#### what a for goes through
import helpers
for each in helpers.init():
    last = each
def main():
    print(helpers.TABLE)
# == helpers.py
TABLE = []
def init():
    TABLE.append(1)
    return TABLE
#### the body of a class
import helpers
class Model:
    id = helpers.register("model")
class Other:
    helpers.TABLE.append("other")
def main():
    print(helpers.TABLE)
# == helpers.py
TABLE = []
def register(name):
    TABLE.append(name)
    return len(TABLE)
#### a value on the way
import helpers
if (n := helpers.register("a")) > 5:
    BIG = True
def main():
    print(helpers.TABLE)
# == helpers.py
TABLE = []
def register(name):
    TABLE.append(name)
    return len(TABLE)
#### a context manager
import helpers
with helpers.opened("a") as a:
    size = len(a)
def main():
    print(helpers.TABLE)
# == helpers.py
import contextlib
TABLE = []
@contextlib.contextmanager
def opened(name):
    TABLE.append(name)
    yield name
    TABLE.append("closed")
#### a default
import helpers
def unused(x=helpers.register("a")):
    return x
def main():
    print(helpers.TABLE)
# == helpers.py
TABLE = []
def register(name):
    TABLE.append(name)
    return len(TABLE)
#### a method of another module that decorates
import helpers
import jobs
def main():
    print(sorted(helpers.TABLE))
# == jobs.py
import helpers
@helpers.register("a")
def job():
    return 1
@helpers.registry.add
class Job:
    pass
# == helpers.py
TABLE = []
def register(name):
    def wrap(fn):
        TABLE.append(name)
        return fn
    return wrap
class Registry:
    def add(self, cls):
        TABLE.append(cls.__name__)
        return cls
registry = Registry()
#### a module's module
import pkg
def main():
    print(pkg.settings.LEVEL, pkg.core.get())
# == pkg/__init__.py
from . import settings, core
from .core import configure
VALUE = configure(5)
# == pkg/settings.py
LEVEL = 1
# == pkg/core.py
from . import settings as s
def configure(level):
    s.LEVEL = level
    return level
def get():
    return s.LEVEL
#### functions that map is given
import helpers
DONE = list(map(helpers.add, ["a", "b"]))
ALSO = list(map(lambda x: helpers.add(x + "!"), ["c"]))
def main():
    print(helpers.ALL)
# == helpers.py
ALL = []
def add(c):
    ALL.append(c)
    return len(ALL)
#### in a try
import helpers
try:
    READY = helpers.add("a")
except Exception:
    READY = None
def main():
    print(helpers.ALL)
# == helpers.py
ALL = []
def add(c):
    ALL.append(c)
    return len(ALL)
#### in a branch
import helpers
import sys
if len(sys.argv) > 90:
    READY = None
else:
    READY = helpers.add("a")
def main():
    print(helpers.ALL)
# == helpers.py
ALL = []
def add(c):
    ALL.append(c)
    return len(ALL)
#### in a loop
import helpers
for name in ("a", "b"):
    done = helpers.add(name)
def main():
    print(helpers.ALL)
# == helpers.py
ALL = []
def add(c):
    ALL.append(c)
    return len(ALL)
#### methods of instances
import helpers
helper = helpers.Helper()
RESULT = helper.go()
OTHER = helpers.Helper().go()
def main():
    print(helpers.ALL)
# == helpers.py
ALL = []
class Helper:
    def go(self):
        ALL.append(1)
        return 1
#### methods of classes
import helpers
conf = helpers.Conf.make("a")
other = helpers.Conf.static("b")
def main():
    print(helpers.ALL)
# == helpers.py
ALL = []
class Conf:
    @classmethod
    def make(cls, a):
        ALL.append(a)
        return cls()
    @staticmethod
    def static(a):
        ALL.append(a)
        return a
#### a partial function
import helpers
from functools import partial
add_a = partial(helpers.add, "a")
X = add_a()
def main():
    print(helpers.ALL)
# == helpers.py
ALL = []
def add(c):
    ALL.append(c)
    return len(ALL)
#### another name of a function
import helpers
add = helpers.add
X = add("a")
from helpers import add as plus
Y = plus("b")
def main():
    print(helpers.ALL)
# == helpers.py
ALL = []
def add(c):
    ALL.append(c)
    return len(ALL)
#### methods that call each other, inherited ones, and a subclass's
import helpers
job = helpers.Job("a")
size = job.start()
def main():
    print(helpers.LOG)
# == helpers.py
LOG = []
class Base:
    def start(self):
        self.before()
        return len(LOG)
    def before(self):
        LOG.append("base")
class Job(Base):
    def __init__(self, name):
        self.name = name
    def before(self):
        LOG.append(self.name)
        super().before()
#### methods of objects in a comprehension
import helpers
steps = [helpers.Step(n) for n in ("a", "b")]
built = [s.build() for s in steps]
first = steps[0].close()
def main():
    print(helpers.LOG, helpers.CLOSED)
# == helpers.py
LOG = []
CLOSED = []
class Step:
    def __init__(self, name):
        self.name = name
    def build(self):
        LOG.append(self.name)
        return self.finish()
    def finish(self):
        LOG.append("!")
    def close(self):
        CLOSED.append(self.name)
#### methods of what a function is given
import helpers
done = helpers.run_all([helpers.Step("a"), helpers.Step("b")])
def main():
    print(helpers.LOG)
# == helpers.py
LOG = []
class Step:
    def __init__(self, name):
        self.name = name
    def run(self):
        LOG.append(self.name)
def run_all(steps):
    for step in steps:
        step.run()
    return len(steps)
#### methods of what a function gives
import helpers
client = helpers.make("a")
sent = client.send(3)
def main():
    print(helpers.LOG)
# == helpers.py
LOG = []
class Client:
    def __init__(self, name):
        self.name = name
    def send(self, value):
        LOG.append((self.name, value))
        return True
def make(name):
    return Client(name)
#### a function that a function gave
import helpers
inc = helpers.counter()
one = inc()
def main():
    print(helpers.TOTAL)
# == helpers.py
TOTAL = []
def counter():
    def inc():
        TOTAL.append(1)
        return len(TOTAL)
    return inc
#### functions in a table
import helpers
for name in ("a", "b"):
    value = helpers.HANDLERS[name]()
def main():
    print(helpers.LOG)
# == helpers.py
LOG = []
def a():
    LOG.append("a")
def b():
    LOG.append("b")
HANDLERS = {"a": a, "b": b}
#### objects of modules
import helpers
import conf
done = helpers.enable()
def main():
    print(conf.settings.debug, conf.settings.level)
# == helpers.py
import conf
from conf import settings
def enable():
    conf.settings.debug = True
    settings.level = 4
    return 1
# == conf.py
class Settings:
    debug = False
    level = 0
settings = Settings()
#### properties
import helpers
conf = helpers.Conf()
x = conf.ready
def main():
    print(helpers.ALL)
# == helpers.py
ALL = []
class Conf:
    @property
    def ready(self):
        ALL.append("ready")
        return 1
#### operators
import helpers
both = helpers.Node("a") >> helpers.Node("b")
def main():
    print(helpers.EDGES)
# == helpers.py
EDGES = []
class Node:
    def __init__(self, name):
        self.name = name
    def __rshift__(self, other):
        EDGES.append((self.name, other.name))
        return other
#### names of a module that only the run knows
import helpers
import conf
loaded = helpers.load({"A": 1, "B": 2})
def main():
    print(conf.A, conf.B)
# == helpers.py
import conf
def load(values):
    for key, value in values.items():
        setattr(conf, key, value)
    return len(values)
# == conf.py
A = 0
B = 0
#### a cached function
import helpers
warm = helpers.get("a")
def main():
    print(helpers.CALLS, helpers.get("a"))
# == helpers.py
from functools import lru_cache
CALLS = []
@lru_cache(maxsize=None)
def get(name):
    CALLS.append(name)
    return name.upper()
#### names of a module that only the run knows, by a statement
import helpers
import conf
helpers.load({"A": 1, "B": 2})
def main():
    print(conf.A, conf.B, conf.get())
# == helpers.py
import conf
def load(values):
    for key, value in values.items():
        setattr(conf, key, value)
    return len(values)
# == conf.py
A = 0
B = 0
def get():
    return A + B
#### names of a module that only the run knows, in the run
import helpers
import conf
from conf import A
def main():
    helpers.load({"A": 1, "B": 2})
    print(conf.A, conf.B, conf.get(), A)
# == helpers.py
import conf
def load(values):
    for key, value in values.items():
        setattr(conf, key, value)
    return len(values)
# == conf.py
A = 0
B = 0
def get():
    return A + B
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)


def test_what_changes_nothing_that_is_needed_goes(tmp_path: Path) -> None:
    script = same(
        tmp_path,
        """
        import helpers
        for name in ("a", "b"):
            unused_value = helpers.add(name)
        def main():
            print(helpers.NEEDED)
        # == helpers.py
        NEEDED = 1
        ALL = []
        def add(name):
            ALL.append(name)
            return name
        """,
    )
    assert "unused_value" not in script


def test_what_globals_may_change_is_refused(tmp_path: Path) -> None:
    found = refused(
        tmp_path,
        """
        import conf
        def main():
            print(conf.A)
        # == conf.py
        A = 0
        def load():
            globals()["A"] = 5
            return 1
        done = load()
        """,
    )
    assert found == ["MD506"]
