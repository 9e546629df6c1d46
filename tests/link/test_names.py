"""Names are settled last: the entry module's stay, collisions get a readable suffix."""

from __future__ import annotations

from linking import project, run, script

from modec.unroll.code import Code, Form, Function, Local, Runtime, code


def test_helpers_of_one_name_in_several_modules() -> None:
    linked = project(
        pipeline="""
        import orders, people
        def clean():
            return "pipeline"
        def main():
            return clean(), orders.run(), people.run()
        """,
        orders="def clean():\n    return 'orders'\ndef run():\n    return clean()\n",
        people="def clean():\n    return 'people'\ndef run():\n    return clean()\n",
    ).call("main")
    names = run(linked)
    assert names["main"]() == ("pipeline", "orders", "people")
    assert {"clean", "clean_orders", "clean_people"} <= set(linked.globals)


def test_a_local_variable_does_not_capture_a_hoisted_name() -> None:
    linked = project(
        pipeline="""
        import helpers.db as db
        def main():
            connect = db.connect()
            return connect
        """,
        helpers__db="def connect():\n    return 'up'\n",
    ).call("main")
    assert run(linked)["main"]() == "up"
    assert "connect_db" in linked.globals


def test_parameters_that_stand_for_the_context_hide_globals() -> None:
    made = project(
        pipeline="import helpers\ndef main(context):\n    return helpers.db, context.resources.db\n",
        helpers="db = 3\n",
    )
    form = Form("main", "context", False, (("resources.db", "db"),), "solids")
    linked = made.link(Function(made.function("main"), form))
    assert run(linked)["main"]("x") == (3, "x")


def test_builtins_that_shipped_code_reads_are_reserved() -> None:
    linked = project(
        pipeline="from helpers import f\ndef main():\n    return f(), max(1, 2)\n",
        helpers="def max():\n    return 'mine'\ndef f():\n    return max()\n",
    ).call("main")
    assert run(linked)["main"]() == ("mine", 2)


def test_conflicting_aliases_of_imports() -> None:
    linked = project(
        pipeline="import json as j\nimport helpers\ndef main():\n    return j.dumps(1), helpers.f()\n",
        helpers="import math as j\ndef f():\n    return j.floor(2.5)\n",
    ).call("main")
    assert run(linked)["main"]() == ("1", 2)


def test_locals_avoid_the_globals_that_the_same_code_uses() -> None:
    made = project(pipeline="def rank():\n    return 5\n")
    run_code = code(
        "def run():\n    ",
        Local("rank", "a"),
        " = ",
        Function(made.function("rank"), Form("rank")),
        "()\n    return ",
        Local("rank", "a"),
        "\n",
    )
    linked = made.link(run=run_code)
    text = script(linked) + linked.resolve(run_code)
    names: dict[str, object] = {}
    exec(text, names)
    assert names["run"]() == 5  # type: ignore[operator]


def test_names_of_the_runtime_yield_to_the_author() -> None:
    made = project(pipeline="class Output:\n    pass\ndef main():\n    return Output()\n")
    linked = made.link(
        Function(made.function("main"), Form("main")), ", ", Runtime("events", "Output")
    )
    names = run(linked)
    assert type(names["main"]()) is names["Output"]
    assert linked.resolve(Code((Runtime("events", "Output"),))) != "Output"


def test_the_same_text_whatever_the_order_of_hashes() -> None:
    sources = {
        "pipeline": "import b, a\nfrom c import *\ndef main():\n    return a.f(), b.f(), f()\n",
        "a": "import json, os\ndef f():\n    return os.sep, json\n",
        "b": "import os.path, re\ndef f():\n    return os.path, re\n",
        "c": "from a import f\n",
    }
    texts = {script(project(**sources).call("main")) for _ in range(3)}
    assert len(texts) == 1


def test_a_renamed_class_prints_as_before() -> None:
    linked = project(
        pipeline="""
        import orders
        class Order:
            pass
        def main():
            return Order, orders.make()
        """,
        orders="""
        from dataclasses import dataclass
        @dataclass
        class Order:
            n: int = 1
        def make():
            return Order()
        """,
    ).call("main")
    assert "OrderOrders" in linked.globals
    assert repr(run(linked)["main"]()[1]) == "Order(n=1)"


def test_the_module_name_is_the_authors() -> None:
    linked = project(
        pipeline="import helpers.db\ndef main():\n    return helpers.db.log.name\n",
        helpers__db="import logging\nlog = logging.getLogger(__name__)\n",
    ).call("main")
    assert run(linked)["main"]() == "helpers.db"
