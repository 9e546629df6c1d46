"""What changes a needed object ships with it, wherever it stands."""

from __future__ import annotations

from linking import project, run, script


def test_decorators_that_fill_a_table() -> None:
    linked = project(
        pipeline="""
        import registry
        @registry.register("b")
        def b():
            return 2
        def unrelated():
            return 3
        def main():
            return {name: f() for name, f in registry.TABLE.items()}
        """,
        registry="""
        TABLE = {}
        def register(name):
            def keep(function):
                TABLE[name] = function
                return function
            return keep
        @register("a")
        def a():
            return 1
        """,
    ).call("main")
    assert run(linked)["main"]() == {"a": 1, "b": 2}
    assert "unrelated" not in script(linked)


def test_subclasses_that_register_themselves() -> None:
    linked = project(
        pipeline="""
        from plugins import Plugin
        class One(Plugin):
            pass
        def main():
            return [kind.__name__ for kind in Plugin.kinds]
        """,
        plugins="""
        class Plugin:
            kinds = []
            def __init_subclass__(cls):
                Plugin.kinds.append(cls)
        """,
    ).call("main")
    assert run(linked)["main"]() == ["One"]


def test_a_base_class_is_told_of_the_subclasses_of_its_subclasses() -> None:
    linked = project(pipeline="""
        class Plugin:
            kinds = []
            def __init_subclass__(cls):
                Plugin.kinds.append(cls.__name__)
        class One(Plugin):
            pass
        class Two(One):
            pass
        def main():
            return Plugin.kinds
        """).call("main")
    assert run(linked)["main"]() == ["One", "Two"]


def test_a_metaclass_may_keep_a_register() -> None:
    linked = project(pipeline="""
        class Register(type):
            kinds = []
            def __init__(cls, name, bases, namespace):
                Register.kinds.append(name)
        class Plugin(metaclass=Register):
            pass
        class One(Plugin):
            pass
        def main():
            return Plugin.kinds
        """).call("main")
    assert run(linked)["main"]() == ["Plugin", "One"]


def test_subclasses_that_are_asked_for() -> None:
    linked = project(pipeline="""
        class Plugin:
            pass
        class One(Plugin):
            pass
        def main():
            return [kind.__name__ for kind in Plugin.__subclasses__()]
        """).call("main")
    assert run(linked)["main"]() == ["One"]


def test_single_dispatch() -> None:
    linked = project(pipeline="""
        from functools import singledispatch
        @singledispatch
        def size(x):
            return 0
        @size.register(str)
        def _(x):
            return len(x)
        def main():
            return size("four")
        """).call("main")
    assert run(linked)["main"]() == 4


def test_decorators_of_others_that_register() -> None:
    linked = project(pipeline="""
        import atexit
        import functools
        import json
        from sqlalchemy import event
        from sqlalchemy.engine import Engine
        from pandas.api.extensions import register_dataframe_accessor as accessor
        @atexit.register
        def last():
            print("last")
        @event.listens_for(Engine, "connect")
        def pragma(connection, _):
            print(connection)
        @accessor("geo")
        class Geo:
            pass
        @functools.lru_cache(maxsize=None)
        def unrelated():
            return json
        def main():
            return 1
        """).call("main")
    text = script(linked)
    assert all(name in text for name in ("def last", "def pragma", "class Geo"))
    assert "unrelated" not in text


def test_commands_that_run_pipelines_are_not_wanted() -> None:
    linked = project(pipeline="""
        import click
        from dagster import execute_pipeline
        @click.command()
        def cli():
            execute_pipeline(None)
        @click.group()
        def other():
            pass
        def main():
            return 1
        """).call("main")
    assert linked.third_party == ()


def test_loops_that_reuse_a_variable_are_apart() -> None:
    linked = project(pipeline="""
        from dagster import solid
        TABLE = {}
        for name in ["a", "b"]:
            TABLE[name] = 1
        SOLIDS = []
        for name in ["c", "d"]:
            SOLIDS.append(solid(name=name))
        def main():
            return TABLE
        """)
    linked.environment().variables["SOLIDS"] = []
    assert run(linked.call("main"))["main"]() == {"a": 1, "b": 1}
