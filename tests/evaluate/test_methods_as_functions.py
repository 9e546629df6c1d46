"""Methods of the author's where definitions want functions."""

from __future__ import annotations

import ast

import pytest

from modec.diagnostics import Refused
from modec.plan import make_plan


def test_class_methods_have_their_class(evaluated):
    variables = evaluated("""
        class Conf:
            name = "base"
            @classmethod
            def label(cls, more=""):
                return cls.name + cls.suffix() + more
            @staticmethod
            def suffix():
                return "!"
        class Prod(Conf):
            name = "prod"
        LABELS = [Conf.label(), Prod.label("?")]
        """).entry.variables
    assert variables["LABELS"] == ["base!", "prod!?"]


def test_methods_make_resources_and_solids(evaluated):
    evaluation = evaluated("""
        from dagster import ModeDefinition, ResourceDefinition, pipeline, solid
        class Maker:
            def make(self, context):
                return 1
            def use(self, context, more=2):
                return context.resources.r
        maker = Maker()
        use = solid(required_resource_keys={"r"})(maker.use)
        @pipeline(mode_defs=[ModeDefinition(resource_defs={"r": ResourceDefinition(maker.make)})])
        def p():
            use()
        """)
    plan = make_plan(
        evaluation.pipelines["p"], None, {"solids": {"use": {"inputs": {"more": {"value": 1}}}}}
    )
    assert [step.solid.name for step in plan.steps] == ["use"]
    assert [definition.name for definition in plan.steps[0].solid.input_defs] == ["more"]
    (given,) = [each for each in plan.resources if each.key == "r"]
    made = given.definition.resource_fn.made
    assert ast.unparse(made.node) == "maker.make"


def test_methods_make_hooks_and_loggers(evaluated):
    variables = evaluated("""
        from dagster import LoggerDefinition, failure_hook, logger, success_hook
        class Team:
            def told(self, context):
                print(context.solid.name)
            def log(self, init_context):
                return None
        team = Team()
        hooks = [success_hook(team.told), failure_hook(name="failed")(team.told)]
        loggers = [LoggerDefinition(team.log), logger(team.log)]
        """).entry.variables
    assert [hook.name for hook in variables["hooks"]] == ["told", "failed"]
    functions = [hook.decorated_fn for hook in variables["hooks"]]
    functions += [each.logger_fn for each in variables["loggers"]]
    made = [ast.unparse(function.made.node) for function in functions]
    assert made == ["team.told", "team.told", "team.log", "team.log"]


def test_partial_objects_are_solids(evaluated):
    evaluation = evaluated("""
        from functools import partial
        from dagster import pipeline, solid
        def load(kind, context, name, *, limit):
            return kind
        go = solid(name="go")(partial(load, "table", limit=3))
        @pipeline
        def p():
            go()
        """)
    (step,) = make_plan(
        evaluation.pipelines["p"],
        None,
        {"solids": {"go": {"inputs": {"name": {"value": "n"}, "limit": {"value": 1}}}}},
    ).steps
    assert [definition.name for definition in step.solid.input_defs] == ["name", "limit"]


@pytest.mark.parametrize(
    "made",
    [
        "solid(partial(load, 1))",
        "solid()(partial(load, 1))",
        "ResourceDefinition(partial(load, 1))",
    ],
)
def test_partial_objects_have_no_name(made: str, evaluated):
    with pytest.raises(Refused):
        evaluated(f"""
            from functools import partial
            from dagster import ModeDefinition, ResourceDefinition, pipeline, solid
            def load(kind, context):
                return kind
            made = {made}
            @solid
            def go(_):
                pass
            @pipeline(mode_defs=[ModeDefinition(resource_defs={{"r": made}})])
            def p():
                made() if callable(made) else go()
            """)


def test_a_method_checks_a_type(evaluated):
    evaluation = evaluated("""
        from dagster import DagsterType, OutputDefinition, pipeline, solid
        class Above:
            def __init__(self, least):
                self.least = least
            def check(self, _, value):
                return value > self.least
        Big = DagsterType(name="Big", type_check_fn=Above(3).check)
        @solid(output_defs=[OutputDefinition(Big)])
        def make(_):
            return 4
        @pipeline
        def p():
            make()
        """)
    assert make_plan(evaluation.pipelines["p"], None).steps
