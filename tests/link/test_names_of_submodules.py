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
