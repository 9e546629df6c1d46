"""Classes of the author's that derive from dagster's definitions and types."""

from __future__ import annotations

import pytest

from modec.diagnostics import Refused
from modec.runtime.types import DagsterType, PythonObjectDagsterType

HEAD = """
from dagster import DagsterType, InputDefinition, PythonObjectDagsterType, pipeline, solid
"""


def test_a_class_that_says_what_it_is_made_of_is_what_it_is_made_of(evaluated):
    text = """
    def named(name):
        class Named(PythonObjectDagsterType):
            '''A dict.'''
            def __init__(self):
                '''Made of a dict.'''
                super(Named, self).__init__(python_type=dict, name=name)
        return Named()

    class Even(DagsterType):
        def __init__(self, name, least=0):
            DagsterType.__init__(self, lambda _, value: value % 2 == 0 and value >= least, name=name)

    class Plain(PythonObjectDagsterType):
        pass

    class Short(PythonObjectDagsterType):
        def __init__(self, *args, **kwargs):
            super().__init__(str, *args, **kwargs)

    A, B, C, D = named("Point"), Even("Even", least=2), Plain(int), Short(name="Word")
    """
    variables = evaluated(HEAD + _dedented(text)).entry.variables
    shown = [(type(variables[name]), variables[name].display_name) for name in "ABCD"]
    assert shown == [
        (PythonObjectDagsterType, "Point"),
        (DagsterType, "Even"),
        (PythonObjectDagsterType, "int"),
        (PythonObjectDagsterType, "Word"),
    ]
    assert variables["D"].python_type is str


@pytest.mark.parametrize(
    "body",
    [
        "def __init__(self):\n        self.kind = 1\n        super().__init__(dict)",
        "def check_instance(self, context, value):\n        return True",
        "kind = 'own'",
    ],
)
def test_a_class_that_says_more_is_refused(evaluated, body: str):
    text = f"""
class Own(PythonObjectDagsterType):
    {body}

@solid
def one(_) -> Own():
    return 1

@pipeline
def p():
    one()
"""
    with pytest.raises(Refused) as caught:
        evaluated(HEAD + text)
    assert "MD105" in {each.code for each in caught.value.diagnostics}


def _dedented(text: str) -> str:
    return text.replace("\n    ", "\n")
