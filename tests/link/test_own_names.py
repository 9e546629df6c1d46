"""What is renamed keeps the names that its author gave it, where something asks for them."""

from __future__ import annotations

import pytest
from linking import project, run, script

from modec.diagnostics import Refused


def test_a_registry_by_names_holds_what_it_held() -> None:
    linked = project(
        pipeline="""
        import orders, people
        from registry import TASKS, task
        @task
        def clean():
            return "pipeline"
        def main():
            return {name: TASKS[name]() for name in sorted(TASKS)}
        """,
        registry="""
        TASKS = {}
        def task(fn):
            TASKS[f"{fn.__module__}.{fn.__name__}"] = fn
            return fn
        """,
        orders="from registry import task\n@task\ndef clean():\n    return 'orders'\n",
        people="from registry import task\n@task\ndef clean():\n    return 'people'\n",
    ).call("main")
    assert run(linked)["main"]() == {
        "orders.clean": "orders",
        "people.clean": "people",
        "pipeline.clean": "pipeline",
    }


def test_a_renamed_function_says_its_name_after_its_decorators() -> None:
    linked = project(
        pipeline="""
        import orders
        def clean():
            return clean.__name__
        def main():
            return clean(), orders.clean()
        """,
        orders="def clean():\n    return clean.__name__\n",
    ).call("main")
    assert run(linked)["main"]() == ("clean", "clean")


def test_nothing_is_added_where_nobody_asks() -> None:
    linked = project(
        pipeline="import orders\ndef clean():\n    return 1\ndef main():\n    return clean(), orders.clean()\n",
        orders="def clean():\n    return 2\n",
    ).call("main")
    assert "__name__" not in script(linked)


def test_a_dataclass_finds_its_module() -> None:
    linked = project(
        pipeline="""
        from __future__ import annotations
        from dataclasses import dataclass
        @dataclass
        class Row:
            size: int
        def main():
            return Row(3).size, type(Row(3)).__module__
        """,
    ).call("main")
    assert run(linked)["main"]() == (3, "pipeline")


def test_a_class_that_is_asked_for_its_name_while_it_is_made_is_refused() -> None:
    made = project(
        pipeline="""
        import orders
        from registry import Base, KINDS
        class Loader(Base):
            pass
        def main():
            return sorted(KINDS)
        """,
        registry="""
        KINDS = {}
        class Base:
            def __init_subclass__(cls):
                KINDS[cls.__module__ + "." + cls.__name__] = cls
        """,
        orders="from registry import Base\nclass Loader(Base):\n    pass\n",
    )
    with pytest.raises(Refused) as refusal:
        made.call("main")
    assert [each.code for each in refusal.value.diagnostics] == ["MD501"]


def test_methods_say_their_modules_and_names() -> None:
    linked = project(
        pipeline="""
        import orders, people
        def main():
            made = (orders.Table.read, people.Table.read, people.Table.Row.key, people.Table.make)
            return [f"{each.__module__}.{each.__qualname__}" for each in made], people.Table.__module__
        """,
        orders="class Table:\n    def read(self): ...\n",
        people="""
        class Table:
            def read(self): ...
            @staticmethod
            def make(): ...
            class Row:
                def key(self): ...
        """,
    ).call("main")
    assert run(linked)["main"]() == (
        ["orders.Table.read", "people.Table.read", "people.Table.Row.key", "people.Table.make"],
        "people",
    )
