"""Steps one after the other: values, failures, abandonment (3.5, 3.6, 3.11)."""

from __future__ import annotations

from typing import Any

import pytest

from modec.runtime.errors import DagsterInvariantViolationError, DagsterStepOutputNotFoundError
from modec.runtime.loading import load_scalar, loads
from modec.runtime.outputs import Out, yields
from modec.runtime.run import Missing, Run, fan_in
from modec.runtime.types import Int, typed
from modec.runtime.wrappers import waits_for


def fail() -> Any:
    raise ValueError("no")


def test_values_are_passed_on_by_identity(pipeline: Run) -> None:
    seen = []

    def body(pipeline: Run) -> None:
        made = pipeline.step("make", lambda n, log: [n, log], 3, pipeline.log)
        pipeline.step("use", lambda x, made: seen.append((x, made)), "x", made=made)
        seen.append(made)

    assert pipeline.execute(body)
    (x, used), made = seen
    assert x == "x" and used is made and made[0] == 3


def test_a_failure_leaves_out_what_depends_on_it_and_nothing_else(pipeline: Any) -> None:
    ran = []

    def body(pipeline: Run) -> None:
        a = pipeline.step("a", fail)
        b = pipeline.step("b", ran.append, x=a)
        pipeline.step("c", ran.append, x=b)
        pipeline.step("d", ran.append, "d")

    assert not pipeline.execute(body)
    assert ran == ["d"] and pipeline.failed == ["a"]
    assert [line for line in pipeline.messages("ERROR") if "Dependencies" in line] == [
        "Dependencies for step b failed: ['a']. Not executing.",
        "Dependencies for step c were not executed: ['b']. Not executing.",
    ]
    assert (
        pipeline.happenings[-1][2]["message"]
        == "Execution of pipeline \"p\" failed. Steps failed: ['a']."
    )
    assert pipeline.kinds("b") == []


def test_a_list_with_a_missing_value_is_missing(pipeline: Any) -> None:
    a = pipeline.step("a", fail)
    assert fan_in(1, 2) == [1, 2]
    assert isinstance(fan_in(1, a), Missing)
    pipeline.step("b", len, obj=fan_in(1, a))
    assert "Dependencies for step b failed: ['a']. Not executing." in pipeline.messages("ERROR")


def test_the_exception_object_of_the_author_is_what_is_told(pipeline: Any) -> None:
    pipeline.step("a", fail)
    assert isinstance(pipeline.error("a"), ValueError)


def test_an_error_shows_the_frames_of_the_author_only(pipeline: Any, caplog: Any) -> None:
    pipeline.log.addHandler(caplog.handler)
    pipeline.step("a", fail)
    shown = caplog.text
    assert "in fail" in shown and "in step" not in shown


def test_exit_in_a_step_ends_everything_after_teardown(pipeline: Any) -> None:
    seen = []

    def resource() -> Any:
        yield 1
        seen.append("down")

    def leave() -> None:
        raise SystemExit(3)

    def body(pipeline: Run) -> None:
        pipeline.resource("r", resource)
        pipeline.step("a", leave)

    with pytest.raises(SystemExit):
        pipeline.execute(body)
    assert seen == ["down"] and pipeline.kinds("a") == ["STEP_START"]


def test_a_generator_object_is_no_output(pipeline: Any) -> None:
    assert isinstance(pipeline.step("a", lambda: (n for n in [1])), Missing)
    assert isinstance(pipeline.error("a"), DagsterInvariantViolationError)
    assert "yielded a value of type <class 'int'>" in str(pipeline.error("a"))
    pipeline.step("b", lambda: (n for n in []))
    assert isinstance(pipeline.error("b"), DagsterStepOutputNotFoundError)


def test_inputs_may_have_any_name(pipeline: Any) -> None:
    def compute(self: int, key: int, compute: int, inputs: int, arguments: int) -> int:
        return self + key + compute + inputs + arguments

    def body(pipeline: Run) -> None:
        checked = loads(typed(compute, {"key": Int}, Int), {"compute": load_scalar})
        made = pipeline.step("a", checked, self=1, key=2, compute=3, inputs=4, arguments=5)
        assert made == 15
        wrapped = yields(pipeline, waits_for(compute, "run"), Out("result", Int))
        assert (
            pipeline.step("b", wrapped, self=1, key=2, compute=3, inputs=4, arguments=5, run=6)
            == 15
        )

    assert pipeline.execute(body)
