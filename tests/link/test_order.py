"""Sections, and what has to stand before what."""

from __future__ import annotations

from linking import project, run, script

from modec.unroll.code import Form, Function, Runtime, code


def sections(linked):
    found: dict[str, list[str]] = {}
    for piece in linked.pieces:
        found.setdefault(piece.section, []).extend(piece.binds)
    return found


def test_sections() -> None:
    made = project(pipeline="""
        import os
        from dagster import Output
        LIMIT = 3
        def db(context):
            return LIMIT
        def rank(context):
            yield Output(os.sep)
        """)
    linked = made.link(
        Function(made.function("rank"), Form("rank", "context", True, (), "solids")),
        Function(made.function("db"), Form("db", "context", True, (), "resources")),
    )
    found = sections(linked)
    assert found["resources"] == ["db"] and found["solids"] == ["rank"]
    assert found["code"] == ["LIMIT"] and "Output" in found["support"]
    order = list(dict.fromkeys(piece.section for piece in linked.pieces))
    assert order == ["imports", "code", "resources", "solids", "support"]


def test_support_that_loading_needs_comes_early() -> None:
    linked = project(pipeline="""
        from dagster import DagsterType, TypeCheck
        def check(context, value):
            return TypeCheck(value > 0)
        Positive = DagsterType(name="Positive", type_check_fn=check)
        def main():
            return Positive.type_check(None, 1).success
        """).call("main")
    assert run(linked)["main"]() is True
    assert {"DagsterType", "TypeCheck"} <= set(sections(linked)["early support"])


def test_what_only_the_settings_need_comes_late() -> None:
    made = project(pipeline="def main():\n    pass\n")
    linked = made.link(settings=(("KIND", code(Runtime("events", "Output"), "(1)")),))
    assert "Output" in sections(linked)["support"]


def test_imports_inside_functions_stay_there() -> None:
    linked = project(
        pipeline="def main():\n    import numpy\n    from json import dumps\n    return numpy, dumps\n"
    ).call("main")
    assert script(linked).startswith("# ") or script(linked).startswith("def main")
    assert linked.third_party == ("numpy",)


def test_rebound_names_keep_their_order() -> None:
    linked = project(pipeline="""
        x = 1
        y = x + 1
        x = y * 10
        def main():
            return x, y
        """).call("main")
    assert run(linked)["main"]() == (20, 2)


def test_a_module_that_only_a_function_imports_is_there_when_loading_calls_it() -> None:
    linked = project(
        pipeline="""
        def make():
            from late import BASE
            return BASE + 1
        VALUE = make()
        def main():
            return VALUE
        """,
        late="BASE = 41\n",
    ).call("main")
    assert run(linked)["main"]() == 42
