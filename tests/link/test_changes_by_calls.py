"""An assignment that nothing needs ships for what the calls in it change."""

from pathlib import Path

import pytest
from programs import cases, same

PROGRAMS = r"""
#### a container's method
STACK = [1, 2, 3]
last = STACK.pop()
TABLE = {}
value = TABLE.setdefault("x", 5)
def main():
    print(STACK, TABLE)
#### given to an outside function
import xml.etree.ElementTree as ET
ROOT = ET.Element("root")
child = ET.SubElement(ROOT, "child")
grandchild = ET.SubElement(child, "grandchild")
def main():
    print(ET.tostring(ROOT))
#### an outside object's method
import argparse
PARSER = argparse.ArgumentParser(prog="x")
option = PARSER.add_argument("--one")
commands = PARSER.add_subparsers()
first = commands.add_parser("first")
def main():
    print("first" in PARSER.format_help(), "--one" in PARSER.format_help())
#### a function that stores to its parameter
J = {}
def fill(table, more=None):
    table["j"] = 10
    return True
done = fill(J)
K = {}
done, also = fill(table=K), 1
def main():
    print(J, K)
#### a function that hands it on
import heapq
Q = [3, 1, 2]
def prepare(queue):
    heapq.heapify(queue)
    return None
nothing = prepare(Q)
def main():
    print(Q)
#### a class that is told of it
class Node:
    def __init__(self, parent=None):
        self.children = []
        if parent is not None:
            parent.children.append(self)
TOP = Node()
leaf = Node(TOP)
def main():
    print(len(TOP.children))
#### a method of the author's
class Registry:
    def __init__(self):
        self.items = []
    def add(self, item):
        self.items.append(item)
        return item
REGISTRY = Registry()
one = REGISTRY.add("one")
def main():
    print(REGISTRY.items)
#### tables of a database's metadata
from database import METADATA
import models
def main():
    print([table.name for table in METADATA.tables])
# == database.py
class MetaData:
    def __init__(self):
        self.tables = []
class Table:
    def __init__(self, name, metadata):
        self.name = name
        metadata.tables.append(self)
METADATA = MetaData()
# == models.py
from database import METADATA, Table
users = Table("users", METADATA)
orders = Table("orders", metadata=METADATA)
#### a function that assigns a module's variable
import config
def setup():
    config.DEBUG = True
    return 1
STATE = setup()
def main():
    print(config.DEBUG)
# == config.py
DEBUG = False
#### modules that functions import
from config import show
import setup
def main():
    print(show())
# == config.py
DEBUG = False
TABLE = {}
OTHER = 0
def show():
    return DEBUG, TABLE, OTHER
# == setup.py
def fill():
    import config
    config.TABLE["k"] = 1
    return 1
def ask():
    import config as c
    c.DEBUG = True
    return 1
def other(name):
    import config as c
    setattr(c, "OTHER", name)
    return 1
A = fill()
B = ask()
C = other(4)
#### a class that assigns a module's variable
from config import show
import setup
def main():
    print(show())
# == config.py
DEBUG = False
TABLE = {}
def show():
    return DEBUG, TABLE
# == setup.py
import config
class Setup:
    def __init__(self):
        config.DEBUG = True
        config.TABLE["k"] = 1
STATE = Setup()
#### functions of modules that are called by attribute
import helpers
import state
X = helpers.setup()
Y = [helpers.other(), 2]
def main():
    print(state.READY, helpers.COUNT)
# == helpers.py
import state
COUNT = 0
def setup():
    global COUNT
    COUNT += 1
    return 5
def other():
    state.READY = True
# == state.py
READY = False
#### through modules in packages and imports in functions
import state
import app
import pkg.setting as setting
VALUE = app.prepare()
NAMES = [setting.register("a"), setting.Made("b")]
def main():
    print(state.READY, state.LEVEL, setting.KNOWN)
# == app.py
def prepare():
    from helpers import other
    import helpers as h
    other()
    h.level(3)
    return 5
# == helpers.py
import state
def other():
    state.READY = True
def level(value):
    state.LEVEL = value
# == state.py
READY = False
LEVEL = 0
# == pkg/__init__.py
# == pkg/setting.py
KNOWN = []
def register(name):
    KNOWN.append(name)
    return name
class Made:
    def __init__(self, name):
        KNOWN.append(name)
"""


@pytest.mark.parametrize("program", cases(PROGRAMS))
def test_the_same_as_in_python(tmp_path: Path, program: str) -> None:
    same(tmp_path, program)


def test_what_changes_nothing_that_is_needed_stays_away(tmp_path: Path) -> None:
    script = same(
        tmp_path,
        """
        import json
        import os
        HOST = os.getenv("UNSET_HOST", "localhost")
        SETTINGS = {"a": 1}
        def described(settings):
            return "; ".join(str(each) for each in settings)
        one = described(SETTINGS)
        two = SETTINGS.get("a")
        three = json.dumps(SETTINGS)
        four = "x".join(HOST)
        five = len(SETTINGS)
        def main():
            print(HOST, SETTINGS)
        """,
    )
    for name in ("one", "two", "three", "four", "five"):
        assert f"{name} =" not in script
