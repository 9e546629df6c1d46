"""Definitions are found, with what they are made of."""

from __future__ import annotations

import inspect

from modec.evaluate.values import Computed, External, GlobalRef, UserFunction


def nodes(pipeline) -> list[str]:
    return [node.name for node in pipeline.graph.nodes]


def test_two_modules(evaluated):
    evaluation = evaluated(
        """
        import os
        from dagster import ModeDefinition, pipeline, resource
        from solids.fetch import fetch, rank

        URL = os.getenv("URL", "http://x")

        @resource(config_schema={"path": str})
        def db(init_context):
            return init_context.resource_config["path"]

        dev = ModeDefinition("dev", resource_defs={"db": db})
        prod = ModeDefinition(name="prod", resource_defs={**dev.resource_defs, "db": db.configured({"path": URL})})

        @pipeline(mode_defs=[dev, prod])
        def my_pipeline():
            rank(fetch())
        """,
        {"solids/fetch.py": """
            from dagster import solid

            @solid(required_resource_keys={"db"})
            def fetch(context):
                return []

            @solid
            def rank(_, xs: list):
                return sorted(xs)
            """},
    )
    pipeline = evaluation.pipelines["my_pipeline"]
    assert [mode.name for mode in pipeline.mode_defs] == ["dev", "prod"]
    assert nodes(pipeline) == ["fetch", "rank"]
    assert list(evaluation.environments) == ["solids.fetch", "pipeline"]
    assert not evaluation.failures


def test_functions_have_signatures_with_evaluated_defaults_and_annotations(evaluated):
    evaluation = evaluated("""
        from __future__ import annotations
        from typing import List, TYPE_CHECKING
        import pandas as pd
        if TYPE_CHECKING:
            from nowhere import Hint
        LIMIT = 2
        def f(a: List[int], b: "pd.DataFrame" = LIMIT + 1, *c, d: Later = None, e: Hint = 1, **g) -> str: ...
        class Later: ...
        """)
    function = evaluation.entry.variables["f"]
    assert isinstance(function, UserFunction)
    parameters = inspect.signature(function).parameters
    assert list(parameters) == ["a", "b", "c", "d", "e", "g"]
    assert str(parameters["a"].annotation) == "typing.List[int]"
    assert parameters["b"].default == 3
    assert isinstance(parameters["b"].annotation, External)
    assert parameters["b"].annotation.path == ("DataFrame",)
    assert isinstance(parameters["d"].annotation, GlobalRef)
    assert parameters["e"].annotation is inspect.Parameter.empty
    assert inspect.signature(function).return_annotation is str


def test_solids_from_a_factory_carry_what_they_captured(evaluated):
    evaluation = evaluated("""
        from dagster import pipeline, solid

        def make(name, factor=2, **kwargs):
            @solid(name=name, **kwargs)
            def scaled(_, x: int):
                return x * factor
            return scaled

        @solid
        def one(_): return 1

        SCALED = {f"by_{n}": make(f"by_{n}", factor=n) for n in (2, 3)}

        @pipeline
        def p():
            for solid_def in SCALED.values():
                solid_def(one())
        """)
    pipeline = evaluation.pipelines["p"]
    assert nodes(pipeline) == ["one", "by_2", "one_2", "by_3"] or set(nodes(pipeline)) == {
        *("one", "one_2", "by_2", "by_3")
    }
    scaled = evaluation.entry.variables["SCALED"]["by_3"]
    function = scaled.compute_fn if hasattr(scaled, "compute_fn") else scaled.fn
    assert function.scope.lookup("factor")[1] == 3
    assert function.scope.label == "make"


def test_a_decorator_of_the_projects_own_around_solid(evaluated):
    evaluation = evaluated("""
        import functools
        from dagster import pipeline, solid

        def traced(**options):
            def wrap(fn):
                @solid(name=fn.__name__ + "_traced", **options)
                @functools.wraps(fn)
                def inner(context, *args, **kwargs):
                    return fn(context, *args, **kwargs)
                return inner
            return wrap

        @traced(description="d")
        def work(context, x: int): return x

        @solid
        def one(_): return 1

        @pipeline
        def p():
            work(one())
        """)
    assert set(nodes(evaluation.pipelines["p"])) == {"one", "work_traced"}
    assert not evaluation.failures


def test_a_decorator_that_only_the_run_can_apply_stays(evaluated):
    evaluation = evaluated("""
        import functools
        from tenacity import retry
        from dagster import pipeline, solid

        @solid
        @retry(stop=3)
        @functools.lru_cache()
        def one(_): return 1

        @retry(stop=3)
        def helper(): ...

        @pipeline
        def p(): one()
        """)
    helper = evaluation.entry.variables["helper"]
    assert isinstance(helper, UserFunction)
    assert len(helper.runtime_decorators) == 1
    assert list(evaluation.pipelines) == ["p"]


def test_module_level_loops_conditions_and_containers(evaluated):
    variables = evaluated("""
        import os
        NAMES = ["a", "b"]
        NAMES += ["c"]
        NAMES.append("d")
        TABLE = dict(x=1, **{"y": 2})
        TABLE.update(z=3)
        FIRST, *REST = NAMES
        TOTAL = 0
        for i, name in enumerate(NAMES):
            if name == "b":
                continue
            TOTAL += i
        PAIRS = {k: v for k, v in zip(NAMES, range(4)) if v % 2}
        TEXT = f"{TOTAL:>4}-{'x'!r}"
        SORTED = sorted(NAMES, key=lambda s: -ord(s))
        JOINED = ", ".join(n.upper() for n in NAMES)
        while len(REST) > 1:
            REST.pop()
        try:
            VALUE = TABLE["missing"]
        except KeyError:
            VALUE = "default"
        finally:
            DONE = True
        PATH = os.path.join("a", "b")
        if (count := len(NAMES)) > 3: BIG = count
        del i
        """).entry.variables
    assert variables["NAMES"] == ["a", "b", "c", "d"]
    assert variables["TABLE"] == {"x": 1, "y": 2, "z": 3}
    assert (variables["FIRST"], variables["REST"]) == ("a", ["b"])
    assert variables["TOTAL"] == 5
    assert variables["PAIRS"] == {"b": 1, "d": 3}
    assert variables["TEXT"] == "   5-'x'"
    assert variables["SORTED"] == ["d", "c", "b", "a"]
    assert variables["JOINED"] == "A, B, C, D"
    assert variables["VALUE"] == "default"
    assert variables["DONE"] is True
    assert variables["PATH"] == "a/b"
    assert variables["BIG"] == 4
    assert "i" not in variables


def test_classes_are_read(evaluated):
    variables = evaluated("""
        import enum
        from dataclasses import dataclass
        class Settings:
            TABLE = "t" + "1"
            @staticmethod
            def name(x): return x + Settings.TABLE
        class Color(enum.Enum):
            RED = "r"
            BLUE = enum.auto()
        @dataclass
        class Job:
            name: str
            size: int = 3
        class Maker:
            def __init__(self, prefix): self.prefix = prefix
            def named(self, n): return f"{self.prefix}_{n}"
        A = Settings.TABLE
        B = Color.RED.value
        C = [c.name for c in Color]
        D = Job("j").name + str(Job("j").size)
        E = Maker("m").named(1)
        F = Settings.name("x")
        """).entry.variables
    assert variables["A"] == "t1"
    assert variables["B"] == "r"
    assert variables["C"] == ["RED", "BLUE"]
    assert variables["D"] == "j3"
    assert variables["E"] == "m_1"
    assert variables["F"] == "xt1"


def test_pipelines_held_in_containers_are_found(evaluated):
    evaluation = evaluated("""
        from dagster import pipeline, solid
        @solid
        def one(_): return 1
        def make(n):
            @pipeline(name=f"p{n}")
            def p():
                one()
            return p
        ALL = [make(n) for n in range(2)]
        NAMED = {"x": make(5)}
        """)
    assert list(evaluation.pipelines) == ["p0", "p1", "p5"]


def test_a_residual_in_a_loop_keeps_the_loops_variable(evaluated):
    variables = evaluated("""
        import os
        VALUES = {k: os.environ[k] for k in ("A", "B")}
        """).entry.variables
    for key, value in variables["VALUES"].items():
        assert isinstance(value, Computed)
        assert value.scope.variables == {"k": key}
