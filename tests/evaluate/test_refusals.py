"""What the build needs and cannot know is refused at its place; what only the run needs is not."""

from __future__ import annotations

import pytest

from modec.diagnostics import Refused

HEAD = """
import os
from dagster import ModeDefinition, pipeline, resource, solid, Field, Output
from somewhere import thing

@solid
def one(_): return 1

@resource
def db(_): return 1
"""
TAIL = """
@pipeline(mode_defs=[ModeDefinition(resource_defs={"db": db})])
def p():
    one()
"""


def refusal(evaluated, text: str, **options):
    with pytest.raises(Refused) as caught:
        evaluated(HEAD + text, **options)
    return caught.value.diagnostics[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('@pipeline(mode_defs=[ModeDefinition(os.environ["M"])])\ndef p(): one()\n', "environ"),
        (
            'M = os.getenv("M")\n@pipeline(mode_defs=[ModeDefinition(M)])\ndef p(): one()\n',
            "getenv",
        ),
        ("@pipeline\ndef p():\n    for x in thing():\n        one()\n", "thing"),
        (
            "@solid\ndef two(_, xs): return 1\n"
            "@pipeline\ndef p():\n    two([one.alias(x)() for x in os.getenv('M').split()])\n",
            "getenv",
        ),
        ("@pipeline\ndef p():\n    if os.getenv('M'):\n        one()\n", "getenv"),
        ("@pipeline\ndef p():\n    thing()\n", "from somewhere"),
        ("two = thing()\n@pipeline\ndef p():\n    two()\n", "thing()"),
        ("def f():\n    thing()\n@pipeline\ndef p():\n    f()\n", "from somewhere"),
        ("@pipeline(mode_defs=[ModeDefinition(**thing)])\ndef p(): one()\n", ""),
        (
            "if thing():\n    modes = [ModeDefinition('a')]\nelse:\n    modes = []\n"
            "@pipeline(mode_defs=modes)\ndef p(): one()\n",
            "thing",
        ),
    ],
)
def test_residuals_where_the_build_needs_a_value(evaluated, text: str, place: str):
    found = refusal(evaluated, text)
    assert found.code == "MD102"
    lines = (HEAD + text).split("\n")
    assert found.span is not None
    assert place in lines[found.span.line - 1][found.span.column :]


def test_a_define_makes_it_known(evaluated):
    text = 'M = os.environ["M"]\n@pipeline(mode_defs=[ModeDefinition(M)])\ndef p(): one()\n'
    assert "--define M=" in refusal(evaluated, text).help
    evaluation = evaluated(HEAD + text, defines={"M": "prod"})
    assert [mode.name for mode in evaluation.pipelines["p"].mode_defs] == ["prod"]
    assert not evaluation.warnings


def test_a_define_of_a_constant_and_one_that_nothing_reads(evaluated):
    evaluation = evaluated("COUNT = 1\n", defines={"COUNT": "3", "OTHER": "x"})
    assert evaluation.entry.variables["COUNT"] == 3
    assert [(w.code, "OTHER" in w.message) for w in evaluation.warnings] == [("MD107", True)]


def test_residuals_flow_where_only_the_run_needs_them(evaluated):
    text = (
        'PATH = os.environ["P"]\n'
        "@solid(config_schema={'p': Field(str, default_value=PATH, description='x')})\n"
        "def two(_, x: thing = None): ...\n"
    )
    assert list(evaluated(HEAD + text + TAIL).pipelines) == ["p"]


def test_an_unknown_name_is_only_refused_where_it_is_needed(evaluated):
    text = "from dagster import no_such_thing\nfrom dagster.core.nowhere import other\n"
    assert list(evaluated(HEAD + text + TAIL).pipelines) == ["p"]
    use = (
        text
        + '@pipeline(mode_defs=[ModeDefinition(logger_defs={"x": no_such_thing})])\ndef p(): one()\n'
    )
    found = refusal(evaluated, use)
    assert found.code == "MD101"
    assert "no_such_thing" in found.message


def test_a_wrong_definition_is_found_at_its_call(evaluated):
    found = refusal(evaluated, "@pipeline\ndef p():\n    one(3)\n")
    assert found.code == "MD301"
    assert found.span is not None
    assert found.span.line == HEAD.count("\n") + 3


def test_what_depends_on_a_wrong_definition_fails_with_the_same_finding(evaluated):
    wrong = "bad = ModeDefinition('a b')\n@pipeline(mode_defs=[bad])\ndef q(): one()\n"
    found = refusal(evaluated, wrong)
    assert "a b" in found.message
    evaluation = evaluated(HEAD + wrong + TAIL)
    assert list(evaluation.pipelines) == ["p"]
    assert evaluation.failed("q") == evaluation.findings == (found,)


def test_an_exception_in_a_body_is_a_finding(evaluated):
    found = refusal(evaluated, "@pipeline\ndef p():\n    one()\n    undefined()\n")
    assert found.code == "MD103"
    assert "undefined" in found.message


def test_a_factory_that_cannot_be_followed_says_why(evaluated):
    text = (
        "def make():\n    if thing():\n        return one\n    return None\n"
        "two = make()\n@pipeline\ndef p():\n    two.alias('x')()\n    for each in two: pass\n"
    )
    found = refusal(evaluated, text)
    assert found.code == "MD102"
    assert found.span is not None
    assert found.span.line == HEAD.count("\n") + 2


def test_a_helper_with_a_decorator_of_the_runs_cannot_be_called_in_a_body(evaluated):
    found = refusal(evaluated, "@thing\ndef f():\n    one()\n@pipeline\ndef p():\n    f()\n")
    assert found.code == "MD105"


def test_printing_and_logging_in_a_body_is_harmless(evaluated):
    text = (
        "import logging\nlog = logging.getLogger(__name__)\n"
        "@pipeline\ndef p():\n    print('x')\n    log.info('y')\n    one()\n"
    )
    assert [node.name for node in evaluated(HEAD + text).pipelines["p"].graph.nodes] == ["one"]


def test_a_class_with_a_dagster_type_from_elsewhere_is_refused_where_it_is_used(evaluated):
    text = (
        "from dagster import make_python_type_usable_as_dagster_type\n"
        "from somewhere import Frame, Other, FrameType\n"
        "make_python_type_usable_as_dagster_type(Frame, FrameType)\n"
        "@solid\ndef two(_) -> {}: ...\n@pipeline\ndef q(): two()\n"
    )
    assert list(evaluated(HEAD + text.format("Other")).pipelines) == ["q"]
    found = refusal(evaluated, text.format("Frame"))
    assert found.code == "MD102"
    assert "Frame" in found.message


@pytest.mark.parametrize(
    ("text", "code", "help"),
    [
        ("from mod import fecth", "MD106", "did you mean 'fetch'?"),
        ("import mod\nX = mod.fecth", "MD103", "did you mean 'fetch'?"),
        ("fetch = 1\nX = fecth", "MD103", "did you mean 'fetch'?"),
        ("T = {'fetch': 1}\nX = T['fecth']", "MD103", "did you mean 'fetch'?"),
    ],
)
def test_near_names_are_offered(evaluated, text, code, help):
    value = evaluated(text + "\n", {"mod.py": "fetch = 1\n"}).entry.variables
    (found,) = {each.cause for each in value.values() if getattr(each, "cause", None) is not None}
    assert (found.code, found.help) == (code, help)
    assert found.message.count("cannot import") <= 1


def test_a_definition_that_nothing_needs_is_remarked_on(evaluated):
    others = """
        from dagster import pipeline, solid
        @solid(name=TEAM)
        def broken(_): ...
        @pipeline
        def theirs():
            broken()
        """
    mine = """
        from dagster import pipeline, solid
        import others
        @solid
        def work(_): ...
        @pipeline
        def ours():
            work()
        """
    evaluation = evaluated(mine, {"others.py": others})
    assert evaluation.needed_findings == ()
    assert {each.code for each in evaluation.remarks} == {"MD111"}
    evaluation = evaluated(mine.replace("import others", "from others import theirs"))
    assert {each.code for each in evaluation.needed_findings} == {"MD103"}
    assert evaluation.remarks == ()
