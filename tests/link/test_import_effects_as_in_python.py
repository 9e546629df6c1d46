"""What importing modules does besides binding names: the script prints what Python prints."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
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
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_script_prints_what_python_prints(program: str, tmp_path: Path) -> None:
    same(tmp_path, program)
