"""Products of factories become top-level functions; what they captured comes with them."""

from __future__ import annotations

import ast

import pytest
from linking import project, run, script

from modec.diagnostics import Refused
from modec.evaluate.values import (
    BoundMethod,
    Computed,
    External,
    GlobalRef,
    UserClass,
)
from modec.unroll.code import Form, Function

FACTORY = """
import os
ROOT = os.sep
def make(table, column, options, other):
    def load(x=column):
        "Loads."
        return table, column, options, other(x)
    return load
def double(x):
    return x * 2
"""


def test_constants_become_local_variables_and_objects_module_level_ones() -> None:
    made = project(pipeline=FACTORY)
    captured = {"table": "orders", "column": "id", "options": {"a": [1]}}
    captured["other"] = made.function("double")
    load = made.function("load", variables=captured)
    linked = made.link(Function(load, Form("load_orders", section="solids")))
    names = run(linked)
    assert names["load_orders"](2) == ("orders", "id", {"a": [1]}, 4)
    assert names["load_orders"]()[3] == "idid"
    assert names["load_orders_options"] is names["load_orders"]()[2]
    assert linked.resolve(linked_code(linked)) == "load_orders"
    assert [piece.section for piece in linked.pieces][-1] == "solids"


def linked_code(linked):
    from modec.unroll.code import Code

    return Code(tuple(linked.names))


def test_two_products_share_one_object() -> None:
    made = project(
        pipeline="def make(cache):\n    def load(k):\n        cache[k] = 1\n        return cache\n"
    )
    cache: dict[str, int] = {}
    first = made.function("load", variables={"cache": cache})
    second = made.function("load", variables={"cache": cache})
    linked = made.link(Function(first, Form("one")), ", ", Function(second, Form("two")))
    names = run(linked)
    assert names["one"]("a") is names["two"]("b")
    assert script(linked).count("= {}") == 1


def test_an_object_of_a_module_stays_that_variable() -> None:
    made = project(
        pipeline="TABLE = {'a': 1}\ndef make(table):\n    def load():\n        return table\n    return load\n"
    )
    table = {"a": 1}
    made.environment().variables["TABLE"] = table
    linked = made.link(Function(made.function("load", variables={"table": table}), Form("load")))
    names = run(linked)
    assert names["load"]() is names["TABLE"]


def test_residuals_are_computed_once() -> None:
    made = project(
        pipeline="import os\nHOME = os.getcwd()\ndef make(a, b, c):\n    def load():\n        return a, b, c.sep\n"
    )
    module = made.module()
    node = ast.parse("os.path.join(HOME, 'x')", mode="eval").body
    captured = {
        "a": Computed(node, made.environment()),
        "b": GlobalRef(module, "HOME"),
        "c": External("os"),
    }
    linked = made.link(Function(made.function("load", variables=captured), Form("load")))
    import os

    assert run(linked)["load"]() == (os.path.join(os.getcwd(), "x"), os.getcwd(), os.sep)


def test_captured_classes_and_lambdas() -> None:
    made = project(pipeline="""
        def make(size):
            class Box:
                width = size
            def load():
                return Box().width, (lambda: size)()
        """)
    scope = made.function("load", variables={"size": 3}).scope
    node = next(node for node in ast.walk(made.module().tree) if isinstance(node, ast.ClassDef))
    scope.variables["Box"] = UserClass(node, scope, "Box")
    load = made.function("load")
    load.scope = scope
    assert run(made.link(Function(load, Form("load"))))["load"]() == (3, 3)


def test_nonlocal_is_refused() -> None:
    made = project(pipeline="""
        def make():
            count = 0
            def load():
                nonlocal count
                count += 1
                return count
        """)
    with pytest.raises(Refused) as refusal:
        made.link(Function(made.function("load", variables={"count": 0}), Form("load")))
    assert [found.code for found in refusal.value.diagnostics] == ["MD508"]


SHARING = """
def make(cache):
    def read(key):
        cache[key] = 1
        return cache
    return read
def other(get, *given, **named):
    def write():
        return get("a"), given, named
    return write
"""


def test_what_products_capture_under_several_names_and_inside_others_is_one_object() -> None:
    made = project(pipeline=SHARING)
    cache: dict[str, int] = {}
    seen: list[object] = []
    read = made.function("read", variables={"cache": cache})
    captured = {"get": BoundMethod(cache, "get"), "given": (cache,)}
    lock = Computed(ast.parse("object()", mode="eval").body, made.environment("pipeline"))
    named = {"one": seen, "two": [seen], "three": lock, "four": (lock,)}
    write = made.function("write", variables={**captured, "named": named})
    names = run(made.link(Function(read, Form("read")), ", ", Function(write, Form("write"))))
    held = names["read"]("a")
    got, given, named = names["write"]()
    assert got == 1 and given[0] is held
    assert named["two"][0] is named["one"] and named["four"][0] is named["three"]


@pytest.mark.parametrize("value", [sum, NotImplemented, BoundMethod(3, "bit_length")])
def test_builtins_and_their_methods_are_captured(value: object) -> None:
    made = project(pipeline="def make(given):\n    def load():\n        return given\n")
    load = made.function("load", variables={"given": value})
    got = run(made.link(Function(load, Form("load"))))["load"]()
    assert got == (value if not isinstance(value, BoundMethod) else (3).bit_length)


def test_an_object_that_a_shipped_method_makes_without_a_name_is_each_callers_own() -> None:
    made = project(pipeline="""
        class Limit:
            def __init__(self, kinds):
                self.kinds = kinds
        class Column:
            @staticmethod
            def limited():
                limit = Limit({"a"})
                def check(value):
                    return value in limit.kinds
                return check
        CHECK = Column.limited()
        def main(value):
            return CHECK(value), Column.limited()("b")
        """)
    assert run(made.call("main"))["main"]("a") == (True, False)
