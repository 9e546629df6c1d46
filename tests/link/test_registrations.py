"""What the top level of a module registers with a table ships with the table, however it gets there."""

from __future__ import annotations

from linking import project, run

REGISTRY = """
TABLE = {}
LISTS = {}
MADE = []
KINDS = {}
COUNT = 0
def _add(name, fn):
    global COUNT
    COUNT += 1
    TABLE[name] = fn
def register(fn):
    _add(fn.__name__, fn)
    return fn
def listed(group):
    def decorator(fn):
        LISTS.setdefault(group, []).append(fn)
        return fn
    return decorator
class Handler:
    def __init__(self, name):
        self.name = name
        MADE.append(self)
class Meta(type):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        KINDS[name] = cls
class Base:
    def __init_subclass__(cls):
        KINDS[cls.__name__] = cls
"""


def made(what: str, handlers: str) -> object:
    linked = project(
        pipeline=f"""
        import handlers
        import registry
        def main():
            return {what}
        """,
        registry=REGISTRY,
        handlers=f"from registry import *\n{handlers}",
    ).call("main")
    return run(linked)["main"]()


def test_by_a_decorator_that_calls_a_helper() -> None:
    assert made("sorted(registry.TABLE)", "@register\ndef a(): pass\n") == ["a"]


def test_by_a_call_in_an_assignment() -> None:
    assert made("sorted(registry.TABLE)", "def a(): pass\nb = register(a)\n") == ["a"]


def test_by_a_chain_of_methods() -> None:
    source = "@listed('g')\ndef a(): pass\n@listed('g')\ndef b(): pass\n"
    assert made("[fn.__name__ for fn in registry.LISTS['g']]", source) == ["a", "b"]


def test_by_an_instance_that_adds_itself() -> None:
    assert made("[each.name for each in registry.MADE]", "first = Handler('x')\n") == ["x"]


def test_by_a_metaclass() -> None:
    assert made("sorted(registry.KINDS)", "class A(metaclass=Meta): pass\n") == ["A"]


def test_by_a_subclass() -> None:
    assert made("sorted(registry.KINDS)", "class A(Base): pass\n") == ["A"]


def test_a_counter_that_a_call_advances() -> None:
    assert made("registry.COUNT", "def a(): pass\nb = register(a)\n") == 1
