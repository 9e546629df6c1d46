"""What functions may return and yield (3.5, 3.16)."""

from __future__ import annotations

from typing import Any

import pytest

from modec.runtime.errors import (
    CheckError,
    DagsterInvariantViolationError,
    DagsterStepOutputNotFoundError,
    DagsterTypeCheckDidNotPass,
)
from modec.runtime.events import AssetMaterialization, ExpectationResult, Output
from modec.runtime.outputs import Out, yields
from modec.runtime.run import Missing
from modec.runtime.types import Int, Nothing


def result(pipeline: Any, compute: Any, *outs: Out) -> Any:
    """What a step of that function gives, or the error it fails with."""
    value = pipeline.step("s", yields(pipeline, compute, *outs))
    return pipeline.error("s") if pipeline.failed else value


def test_one_output(pipeline: Any) -> None:
    def generator() -> Any:
        yield AssetMaterialization("k/x")
        yield ExpectationResult(False, "e")
        yield Output((1, 2))

    assert result(pipeline, lambda: (1, 2), Out()) == (1, 2)
    assert result(pipeline, lambda: Output(3, "x"), Out("x")) == 3
    assert result(pipeline, generator, Out()) == (1, 2)
    assert "Materialized value k x." in pipeline.messages("DEBUG")
    assert "Expectation e failed" in pipeline.messages("DEBUG")


def test_the_value_may_be_a_generator_when_it_is_wrapped(pipeline: Any) -> None:
    inner = (n for n in [1, 2])

    def generator() -> Any:
        yield Output(inner)

    assert result(pipeline, generator, Out()) is inner


def test_several_outputs(pipeline: Any) -> None:
    def generator() -> Any:
        yield Output(2, "b")
        yield Output(1, "a")

    assert result(pipeline, lambda: (1, 2), Out("b"), Out("a")) == [1, 2]
    assert result(pipeline, generator, Out("a"), Out("b")) == [1, 2]


def test_a_failed_step_gives_one_missing_for_each_output(pipeline: Any) -> None:
    a, b = pipeline.step("s", yields(pipeline, lambda: 1 / 0, Out("a"), Out("b")))
    assert isinstance(a, Missing) and isinstance(b, Missing)
    c, d = pipeline.step("t", yields(pipeline, lambda a: a, Out("a"), Out("b")), a=a)
    assert isinstance(c, Missing) and isinstance(d, Missing)


def test_nothing_outputs_need_not_be_given(pipeline: Any) -> None:
    def generator() -> Any:
        yield Output(1, "a")

    assert result(pipeline, generator, Out("n", Nothing), Out("a")) == [None, 1]


def yielding(*events: Any) -> Any:
    def generator() -> Any:
        yield from events

    return generator


TWO = (Out("b"), Out("a"))
REFUSED = [
    (
        lambda: (1, 2, 3),
        TWO,
        CheckError,
        "has 2 output definitions, but returned a tuple with 3 elements",
    ),
    (
        lambda: 5,
        TWO,
        DagsterInvariantViolationError,
        "Solid unexpectedly returned output 5 of type <class 'int'>",
    ),
    (lambda: None, TWO, DagsterStepOutputNotFoundError, 'non-optional output "a"'),
    (lambda: 5, (), DagsterInvariantViolationError, "explicitly defined to return no results"),
    (
        lambda: AssetMaterialization("x"),
        (Out(),),
        DagsterInvariantViolationError,
        "you must yield them",
    ),
    (
        yielding(5),
        (Out(),),
        DagsterInvariantViolationError,
        "yielded a value of type <class 'int'>",
    ),
    (
        yielding(Output(1), Output(2)),
        (Out(),),
        DagsterInvariantViolationError,
        '"result" multiple times',
    ),
    (
        yielding(Output(1, "zz")),
        (Out(),),
        DagsterInvariantViolationError,
        "available outputs are ['result']",
    ),
    (yielding(), (Out(),), DagsterStepOutputNotFoundError, 'non-optional output "result"'),
    (
        yielding(Output("x")),
        (Out("result", Int),),
        DagsterTypeCheckDidNotPass,
        'expected type "Int"',
    ),
    (lambda: "x", (Out("result", Int),), DagsterTypeCheckDidNotPass, 'step output "result"'),
]


@pytest.mark.parametrize("compute, outs, error, text", REFUSED)
def test_refusals(pipeline: Any, compute: Any, outs: Any, error: type, text: str) -> None:
    given = result(pipeline, compute, *outs)
    assert type(given) is error and text in str(given)


def test_no_outputs(pipeline: Any) -> None:
    assert result(pipeline, lambda: None) is None
