"""A table that functions fill when a module is imported is filled in the script, however they get hold of it."""

from pathlib import Path

import pytest
from programs import same

START = """
import bisect, functools, heapq, operator

TABLE = []
BY = {}
class Reg:
    items = {}
    def __init__(self):
        self.mine = {}
    def add(self, f):
        self.mine[f.__name__] = f
        return f
REG = Reg()
def put(t, f):
    t.append(f)
def get_table():
    return TABLE
"""
END = """
def a():
    return "a"
a = register(a)
@register
def b():
    return "b"
def main():
    print([x if isinstance(x, str) else x() for x in TABLE])
    for table in (BY, REG.mine, Reg.items):
        print({k: v() for k, v in table.items()})
"""
BODIES = [
    "push = TABLE.append; push(f); return f",
    "put(TABLE, f); return f",
    "put(t=TABLE, f=f); return f",
    "(lambda t: t.append(f))(TABLE); return f",
    "heapq.heappush(TABLE, f.__name__); return f",
    "bisect.insort(TABLE, f.__name__); return f",
    "operator.setitem(BY, f.__name__, f); return f",
    "list.append(TABLE, f); return f",
    "dict.__setitem__(BY, f.__name__, f); return f",
    "put = BY.__setitem__; put(f.__name__, f); return f",
    "list(map(TABLE.append, [f])); return f",
    "[TABLE.append(x) for x in [f]]; return f",
    "{'a': TABLE}['a'].append(f); return f",
    "t, u = TABLE, 1; t.append(f); return f",
    "t = TABLE; t += [f]; return f",
    "Reg.add(REG, f); return f",
    "functools.partial(put, TABLE)(f); return f",
    "return TABLE.append(f) or f",
    "x = TABLE.append(f); return f",
    "f and TABLE.append(f); return f",
    "BY.setdefault(f.__name__, f); return f",
    "r = REG; return r.add(f)",
    "add = REG.add; return add(f)",
    "getattr(TABLE, 'append')(f); return f",
    "get_table().append(f); return f",
    "type(REG).items[f.__name__] = f; return f",
    "(t := TABLE).append(f); return f",
    "any(TABLE.append(x) for x in [f]); return f",
    "functools.reduce(lambda t, x: t.append(x), [f], TABLE); return f",
    "sorted([f], key=TABLE.append); return f",
]
WHOLE = {
    "a default": "def register(f, push=TABLE.append):\n    push(f)\n    return f",
    "a closure": """
def registering(t):
    def register(f):
        t.append(f)
        return f
    return register
register = registering(TABLE)
""",
    "an object that is called": """
class Registering:
    def __init__(self, t):
        self.t = t
    def __call__(self, f):
        self.t.append(f)
        return f
register = Registering(TABLE)
""",
    "a decorator made on the way": """
def registering(t):
    def inner(f):
        t.append(f)
        return f
    return inner
def register(f):
    return registering(TABLE)(f)
""",
    "a variable of a closure": """
def counting():
    seen = 0
    def register(f):
        nonlocal seen
        seen += 1
        TABLE[:] = [str(seen)]
        return f
    return register
register = counting()
""",
    "an assigned variable": """
class Last:
    def keep(self, f):
        global TABLE
        TABLE = [f]
        return f
def register(f):
    keep = Last().keep
    return keep(f)
""",
}


@pytest.mark.parametrize("body", BODIES)
def test_by_a_function(body: str, tmp_path: Path) -> None:
    same(tmp_path, f"{START}\ndef register(f):\n    {body}\n{END}")


@pytest.mark.parametrize("name", WHOLE)
def test_by(name: str, tmp_path: Path) -> None:
    same(tmp_path, f"{START}\n{WHOLE[name]}\n{END}")


def test_what_is_not_read_stays_behind(tmp_path: Path) -> None:
    script = same(
        tmp_path, f"{START}\nOTHER = []\ndef register(f):\n    put(OTHER, f)\n    return f\n{END}"
    )
    assert "def a(" not in script


QUEUE = """
import queue
QUEUE = queue.Queue()
def put(q, f):
    q.put(f)
def get_queue():
    return QUEUE
"""
OF_QUEUE = [
    "def register(f):\n    return QUEUE.put(f) or f",
    "def register(f):\n    add = QUEUE.put\n    add(f)\n    return f",
    "def register(f):\n    put(QUEUE, f)\n    return f",
    "def register(f):\n    done = QUEUE.put(f)\n    return f",
    "def register(f):\n    get_queue().put(f)\n    return f",
    "def register(f):\n    [QUEUE.put(x) for x in [f]]\n    return f",
    "def register(f, q=QUEUE):\n    q.put(f)\n    return f",
    "def registering(q):\n    def register(f):\n        q.put(f)\n        return f\n    return register\n"
    "register = registering(QUEUE)",
    "class Registering:\n    def __init__(self, q):\n        self.q = q\n    def __call__(self, f):\n"
    "        self.q.put(f)\n        return f\nregister = Registering(QUEUE)",
]
USED = """
def a():
    return "a"
a = register(a)
@register
def b():
    return "b"
def main():
    print([QUEUE.get()() for _ in range(QUEUE.qsize())])
"""


@pytest.mark.parametrize("register", OF_QUEUE)
def test_in_an_object_that_only_the_run_knows(register: str, tmp_path: Path) -> None:
    same(tmp_path, f"{QUEUE}\n{register}\n{USED}")


ON_CONDITION = "    import os\n    if os.environ.get('NO_SUCH_VARIABLE'):\n        return None\n"


@pytest.mark.parametrize(
    "body",
    [
        "push = TABLE.append; push(f); return f",
        "put(TABLE, f); return f",
        "heapq.heappush(TABLE, f.__name__); return f",
        "list(map(TABLE.append, [f])); return f",
        "functools.partial(put, TABLE)(f); return f",
        "add = REG.add; return add(f)",
        "getattr(TABLE, 'append')(f); return f",
        "get_table().append(f); return f",
        "type(REG).items[f.__name__] = f; return f",
        "(t := TABLE).append(f); return f",
        "(lambda t: t.append(f))(TABLE); return f",
    ],
)
def test_by_a_function_that_asks_the_environment(body: str, tmp_path: Path) -> None:
    same(tmp_path, f"{START}\ndef register(f):\n{ON_CONDITION}    {body}\n{END}")
