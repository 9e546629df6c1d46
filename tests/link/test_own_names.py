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


def test_decorators_of_methods_see_the_module_of_their_author() -> None:
    linked = project(
        pipeline="""
        import functools, orders
        from registry import TASKS, task
        class Clean:
            @task
            def run(self):
                return "pipeline"
            @functools.lru_cache()
            def other(self):
                return self.__class__.__module__
        def main():
            made = {name: TASKS[name](None) for name in sorted(TASKS)}
            return made, Clean().other(), orders.Tidy.run.__module__, __name__
        """,
        registry="""
        import functools
        TASKS = {}
        def task(fn):
            @functools.wraps(fn)
            def inner(*args):
                return fn(*args)
            TASKS[f"{fn.__module__}.{fn.__qualname__}"] = inner
            return inner
        """,
        orders="from registry import task\nclass Tidy:\n    @task\n    def run(self):\n        return 'orders'\n",
    ).call("main")
    variables = run(linked)
    made, module, of_method, name = variables["main"]()
    assert made == {"orders.Tidy.run": "orders", "pipeline.Clean.run": "pipeline"}
    assert (module, of_method, name) == ("pipeline", "orders", "pipeline")
    assert variables["__name__"] != "orders"


def test_a_base_registers_its_subclasses_by_their_module() -> None:
    linked = project(
        pipeline="""
        from base import Base
        class Orders(Base):
            pass
        def main():
            return Base.known
        """,
        base="""
        class Base:
            known = []
            def __init_subclass__(cls, **kwargs):
                super().__init_subclass__(**kwargs)
                cls.known.append(f"{cls.__module__}.{cls.__qualname__}")
        """,
    ).call("main")
    assert run(linked)["main"]() == ["pipeline.Orders"]


def test_nothing_stands_around_classes_whose_methods_nobody_asks() -> None:
    linked = project(
        pipeline="""
        class Clean:
            @property
            def size(self):
                return 1
        def main():
            return type(Clean()).__module__, Clean().size
        """,
    ).call("main")
    assert run(linked)["main"]() == ("pipeline", 1)
    assert "__name__ = " not in script(linked)


def test_a_renamed_class_whose_decorators_ask_for_qualified_names_is_refused() -> None:
    linked = project(
        pipeline="""
        import orders
        from registry import task
        class Clean:
            @task
            def run(self):
                return "pipeline"
        def main():
            return Clean().run(), orders.Clean().run()
        """,
        registry="""
        TASKS = {}
        def task(fn):
            TASKS[fn.__qualname__] = fn
            return fn
        """,
        orders="from registry import task\nclass Clean:\n    @task\n    def run(self):\n        return 'orders'\n",
    )
    with pytest.raises(Refused) as refusal:
        linked.call("main")
    assert [each.code for each in refusal.value.diagnostics] == ["MD501"]


def test_methods_that_a_class_deletes_or_binds_again() -> None:
    linked = project(
        pipeline="""
        from frozen import Frozen
        def main():
            return Frozen.update.__module__, Frozen.size.__module__, Frozen().copy
        """,
        frozen="""
        class Frozen:
            def _refuse(self):
                raise TypeError
            update = clear = _refuse
            del _refuse
            def size(self):
                return 1
            def copy(self):
                return 2
            copy = 3
        """,
    ).call("main")
    assert run(linked)["main"]() == ("frozen", "frozen", 3)
