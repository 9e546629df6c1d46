"""Imports in function bodies, in `try`, under TYPE_CHECKING."""

from __future__ import annotations

from linking import project, run, script


def test_imports_of_the_project_in_a_function_go_away() -> None:
    linked = project(
        pipeline="""
        def connect():
            return "outer"
        def main():
            import json
            from helpers.db import connect
            import helpers.db as db
            return connect(), db.connect(), json.dumps(1)
        """,
        helpers__db="def connect():\n    return 'inner'\n",
    ).call("main")
    assert run(linked)["main"]() == ("inner", "inner", "1")
    assert "helpers" not in script(linked).replace("# from helpers", "")


def test_a_try_that_imports_stays() -> None:
    linked = project(pipeline="""
        try:
            import no_such_module as fast
        except ImportError:
            fast = None
        def main():
            return fast
        """).call("main")
    assert run(linked)["main"]() is None


def test_a_try_around_imports_of_the_project_is_resolved() -> None:
    linked = project(
        pipeline="""
        try:
            from .helpers import f
        except ImportError:
            from helpers import f
        def main():
            return f()
        """,
        helpers="def f():\n    return 1\n",
    ).call("main")
    assert run(linked)["main"]() == 1
    assert "try" not in script(linked)


def test_type_checking_imports_take_their_annotations_with_them() -> None:
    linked = project(pipeline="""
        from typing import TYPE_CHECKING, List
        if TYPE_CHECKING:
            from pandas import DataFrame
        def main(x: "List[int]", y: List[int], frame: DataFrame = None) -> DataFrame:
            z: DataFrame = 3
            return z
        """).call("main")
    text = script(linked)
    assert "DataFrame" not in text and "y: List[int]" in text
    assert run(linked)["main"](1, 2) == 3
    assert linked.third_party == ()


def test_future_annotations() -> None:
    linked = project(
        pipeline="from __future__ import annotations\ndef main(x: int | None = None):\n    return x\n"
    ).call("main")
    assert script(linked).startswith("from __future__ import annotations\n")
