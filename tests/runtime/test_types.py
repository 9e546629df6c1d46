"""Checked types (3.12)."""

from __future__ import annotations

from typing import Any as Anything

import pytest

from modec.runtime.errors import (
    DagsterInvariantViolationError,
    DagsterTypeCheckDidNotPass,
    DagsterTypeCheckError,
)
from modec.runtime.types import (
    Any,
    Bool,
    DagsterType,
    DictType,
    Float,
    Int,
    ListType,
    Nothing,
    OptionalType,
    PythonObjectDagsterType,
    SetType,
    String,
    TupleType,
    TypeCheck,
    instance_of,
    typed,
)

VERDICTS = [
    (Int, [1, True], [1.0, "1", None]),
    (Float, [1.0], [1, "1"]),
    (Bool, [True], [1]),
    (String, ["x"], [b"x", None]),
    (Any, [None, 1, object()], []),
    (Nothing, [None], [0]),
    (ListType(Int), [[], [1, True]], [(1,), ["x"], None]),
    (OptionalType(Int), [None, 1], ["x"]),
    (DictType(String, Int), [{}, {"a": 1}], [{1: 1}, {"a": "b"}, []]),
    (SetType(Int), [set(), {1}], [{"a"}, [1], frozenset()]),
    (TupleType(Int, String), [(1, "a")], [(1,), (1, 2), [1, "a"]]),
    (instance_of(dict), [{}], [[]]),
    (PythonObjectDagsterType((int, float)), [1, 1.5], ["x"]),
]


@pytest.mark.parametrize("checked, good, bad", VERDICTS)
def test_verdicts(checked: DagsterType, good: list[Anything], bad: list[Anything]) -> None:
    assert all(checked.type_check(None, value).success for value in good)
    assert not any(checked.type_check(None, value).success for value in bad)


def test_display_names() -> None:
    assert ListType(OptionalType(Int)).display_name == "[Int?]"
    assert DictType(String, ListType(Any)).display_name == "Dict[String,[Any]]"
    assert TupleType(Int, SetType(Bool)).display_name == "Tuple[Int,Set[Bool]]"
    assert PythonObjectDagsterType((int, float)).display_name == "Union[int, float]"


def test_the_description_is_that_of_the_first_bad_element() -> None:
    verdict = ListType(String).type_check(None, ["a", 1, 2.0])
    assert verdict.description == 'Value "1" of python type "int" must be a string.'


def test_a_dagster_type_is_itself() -> None:
    assert instance_of(Int) is Int


def test_inputs_are_checked_in_the_order_of_their_names_and_before_the_call() -> None:
    called: list[int] = []
    with pytest.raises(DagsterTypeCheckDidNotPass) as caught:
        typed(lambda a, b: called.append(1), {"b": Int, "a": String})(a=1, b="x")
    assert str(caught.value) == (
        'Type check failed for step input "a" - expected type "String". '
        'Description: Value "1" of python type "int" must be a string.'
    )
    assert caught.value.dagster_type is String and not called


def test_outputs_are_checked() -> None:
    assert typed(lambda x: x, {"x": Int}, Int)(x=1) == 1
    with pytest.raises(DagsterTypeCheckDidNotPass, match='step output "out" - expected type "Int"'):
        typed(lambda: "x", {}, Int, "out")()


def test_functions_of_the_author() -> None:
    even = DagsterType(lambda context, value: value % 2 == 0, name="Even")
    why = DagsterType(lambda context, value: TypeCheck(False, "because"), name="Never")
    odd = DagsterType(lambda context, value: 5, name="Odd")
    assert even.type_check(None, 2).success and not even.type_check(None, 3).success
    assert why.type_check(None, 1).description == "because"
    with pytest.raises(DagsterInvariantViolationError, match='type check function of type "Odd"'):
        odd.type_check(None, 1)
    with pytest.raises(DagsterTypeCheckError) as caught:
        typed(lambda x: x, {"x": even})(x="a")
    assert isinstance(caught.value.__cause__, TypeError)


def test_equality_is_by_key() -> None:
    assert ListType(Int) == ListType(Int) and ListType(Int) != ListType(Any)


def test_an_input_that_is_not_passed_keeps_the_default_of_the_function() -> None:
    assert typed(lambda x=5: x, {"x": Int})() == 5
