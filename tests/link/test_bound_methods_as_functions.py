"""`add = TABLE.append`: what calls the variable changes the table, wherever the call stands."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### in a decorator
FEATURES = []
feature = FEATURES.append
def add(fn):
    feature(fn)
    return fn
@add
def one(x):
    return x + 1
def main():
    print([each(1) for each in FEATURES])
#### in a decorator that another function makes
FEATURES = []
feature = FEATURES.append
def named(name):
    def decorate(fn):
        fn.feature = name
        feature(fn)
        return fn
    return decorate
@named("a")
def one(x):
    return x + 1
def main():
    print([(each.feature, each(1)) for each in FEATURES])
#### in a function that is called
TABLE = {}
put = TABLE.__setitem__
def init():
    put("k", 1)
init()
def main():
    print(TABLE)
#### in a function of another module
import registry
from registry import add
@add
def one(x):
    return x
def main():
    print(len(registry.KNOWN))
# == registry.py
KNOWN = set()
keep = KNOWN.add
def add(fn):
    keep(fn)
    return fn
#### a method of an object
class Registry:
    def __init__(self):
        self.items = []
    def register(self, fn):
        self.items.append(fn)
        return fn
registry = Registry()
register = registry.register
def late(fn):
    return register(fn)
@late
def one(x):
    return x
@register
def two(x):
    return x
def main():
    print(len(registry.items))
#### of a table in a table
TABLES = {"a": [], "b": []}
add_a = TABLES["a"].append
def first(fn):
    add_a(fn)
    return fn
@first
def one(x):
    return x
def main():
    print(len(TABLES["a"]))
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_same_as_in_python(tmp_path: Path, program: str) -> None:
    same(tmp_path, program)
