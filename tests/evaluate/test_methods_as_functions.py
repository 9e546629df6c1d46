"""Methods of the author's where definitions want functions."""

from __future__ import annotations

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


def test_an_instances_method_as_a_resource_is_refused_where_it_is_needed(evaluated):
    evaluation = evaluated("""
        from dagster import ModeDefinition, ResourceDefinition, pipeline, solid
        class Maker:
            def make(self, context):
                return 1
        maker = Maker()
        @solid(required_resource_keys={"r"})
        def use(context):
            return context.resources.r
        @pipeline(mode_defs=[ModeDefinition(resource_defs={"r": ResourceDefinition(maker.make)})])
        def p():
            use()
        """)
    with pytest.raises(Refused) as refusal:
        make_plan(evaluation.pipelines["p"], None)
    (found,) = refusal.value.diagnostics
    assert found.code == "MD102"
    assert found.help == "write a function with def that calls the method"


def test_a_method_as_a_solid_is_refused(evaluated):
    with pytest.raises(Refused) as refusal:
        evaluated("""
            from dagster import pipeline, solid
            class Steps:
                def go(self, context):
                    return 1
            go = solid(name="go")(Steps().go)
            @pipeline
            def p():
                go()
            """)
    assert {found.code for found in refusal.value.diagnostics} == {"MD102"}


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
