"""What is reached ships, with everything it needs; the rest is not there."""

from __future__ import annotations

from linking import project, run, script


def test_a_function_brings_what_it_reads() -> None:
    linked = project(pipeline="""
        import json
        import os
        LIMIT = 3
        UNUSED = os.getcwd()
        def helper(x):
            return json.dumps(x)
        def main():
            return helper(LIMIT)
        """).call("main")
    text = script(linked)
    assert "UNUSED" not in text and "import os" not in text
    assert run(linked)["main"]() == "3"


def test_names_of_other_modules_are_hoisted_through_re_exports() -> None:
    linked = project(
        pipeline="""
        from helpers import connect as link_up
        import helpers.db as db
        def main():
            return link_up() + db.connect() + db.PORT
        """,
        helpers="from .db import connect",
        helpers__db="""
        PORT = 5432
        def connect():
            return PORT
        """,
    ).call("main")
    assert run(linked)["main"]() == 3 * 5432
    assert script(linked).count("def connect") == 1


def test_star_imports_of_the_project() -> None:
    linked = project(
        pipeline="from helpers import *\ndef main():\n    return connect()\n",
        helpers="from os.path import join\ndef connect():\n    return join('a', 'b')\n_x = 1\n",
    ).call("main")
    assert run(linked)["main"]() == "a/b"
    assert linked.third_party == ()


def test_every_statement_that_binds_or_changes_a_needed_name_ships() -> None:
    linked = project(pipeline="""
        TABLE = {}
        TABLE["a"] = 1
        for key in ("b", "c"):
            TABLE[key] = 2
        try:
            value = int("x")
        except ValueError:
            value = None
        if value is None:
            value = 7
        OTHER = {}
        OTHER["x"] = 1
        def main():
            return TABLE, value
        """).call("main")
    assert run(linked)["main"]() == ({"a": 1, "b": 2, "c": 2}, 7)
    assert "OTHER" not in script(linked)


def test_a_variable_changed_from_another_module() -> None:
    linked = project(
        pipeline="""
        import settings
        from settings import TABLE
        TABLE.update(b=2)
        settings.TABLE["c"] = 3
        def main():
            return TABLE
        """,
        settings="TABLE = {'a': 1}\n",
    )
    linked.environment("settings").variables["TABLE"] = {}
    assert run(linked.call("main"))["main"]() == {"a": 1, "b": 2, "c": 3}


def test_effects_of_reached_modules_stay_in_import_order() -> None:
    linked = project(
        pipeline="""
        import logging
        import helpers
        logging.basicConfig(level=30)
        def main():
            pass
        if __name__ == "__main__":
            print("not this")
        """,
        helpers="import warnings\nwarnings.filterwarnings('ignore')\n'a docstring'\n",
    ).call("main")
    text = script(linked)
    assert text.index("filterwarnings") < text.index("basicConfig")
    assert "not this" not in text and "docstring" not in text


def test_third_party_imports_after_an_effect_stay_after_it() -> None:
    linked = project(pipeline="""
        import sys
        import early
        sys.path.append("lib")
        import late
        def main():
            return early.x, late.y
        """).call("main")
    text = script(linked)
    assert text.index("import early") < text.index("sys.path.append") < text.index("import late")
    assert linked.third_party == ("early", "late")


def test_circular_imports() -> None:
    linked = project(
        pipeline="from a import f\ndef main():\n    return f()\n",
        a="BASE = 1\nfrom b import g\ndef f():\n    return g()\n",
        b="import a\nOWN = a.BASE + 1\ndef g():\n    return OWN\n",
    ).call("main")
    assert run(linked)["main"]() == 2


def test_class_hierarchies_across_modules() -> None:
    linked = project(
        pipeline="from b import Child\ndef main():\n    return Child().name()\n",
        a="class Base:\n    def name(self):\n        return type(self).__name__\n",
        b="import a\nclass Child(a.Base):\n    pass\n",
    ).call("main")
    assert run(linked)["main"]() == "Child"
