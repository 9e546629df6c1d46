"""Second attempts (3.10)."""

from __future__ import annotations

from typing import Any

import pytest

from modec.runtime.context import SolidExecutionContext
from modec.runtime.engine import Execution, Step, run_steps
from modec.runtime.errors import DagsterInvalidDefinitionError, DagsterInvariantViolationError
from modec.runtime.events import Failure
from modec.runtime.retries import Backoff, Jitter, Retrying, RetryPolicy, RetryRequested


def failing(seen: list[Any], times: int, error: Any, key: str = "a") -> Any:
    """A function that raises the error in its first `times` calls."""

    def compute() -> str:
        seen.append(key)
        if seen.count(key) <= times:
            raise error
        return "done"

    return compute


def test_a_retried_step_goes_to_the_end_of_the_queue(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(
        pipeline,
        [
            Step("a", failing(seen, 2, RetryRequested(max_retries=2)), retry=Retrying()),
            Step("b", lambda: seen.append("b")),
        ],
    )
    assert seen == ["a", "b", "a", "a"] and not pipeline.failed
    assert pipeline.kinds("a") == [
        "STEP_START",
        "STEP_UP_FOR_RETRY",
        "STEP_RESTARTED",
        "STEP_UP_FOR_RETRY",
        "STEP_RESTARTED",
        "STEP_OUTPUT",
        "HANDLED_OUTPUT",
        "STEP_SUCCESS",
    ]


def test_exhausted_retries_fail_the_step(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(pipeline, [Step("a", failing(seen, 9, RetryRequested()), retry=Retrying())])
    assert seen == ["a", "a"] and pipeline.failed == ["a"]
    assert 'Execution of step "a" failed. Exceeded max_retries of 1' in pipeline.messages("ERROR")


def test_disabled_retries_fail_the_step_at_once(pipeline: Any) -> None:
    seen: list[Any] = []
    run_steps(
        pipeline, [Step("a", failing(seen, 9, RetryRequested()), retry=Retrying(enabled=False))]
    )
    assert seen == ["a"]
    assert "RetryRequested but retries are disabled" in pipeline.messages("ERROR")[0]


@pytest.mark.parametrize("error", [ValueError("x"), Failure("x")])
def test_a_policy_retries_exceptions(pipeline: Any, error: Exception) -> None:
    seen: list[Any] = []
    run_steps(pipeline, [Step("a", failing(seen, 9, error), retry=Retrying(RetryPolicy(2)))])
    assert len(seen) == 3
    assert pipeline.error("a").__cause__ is error


def test_a_policy_does_not_retry_errors_of_dagsters(pipeline: Any) -> None:
    seen: list[Any] = []
    error = DagsterInvariantViolationError("x")
    run_steps(pipeline, [Step("a", failing(seen, 9, error), retry=Retrying(RetryPolicy(2)))])
    assert len(seen) == 1 and pipeline.error("a") is error


def test_a_request_has_precedence_over_the_policy(pipeline: Any) -> None:
    seen: list[Any] = []
    retry = Retrying(RetryPolicy(5))
    run_steps(pipeline, [Step("a", failing(seen, 9, RetryRequested(1)), retry=retry)])
    assert len(seen) == 2


def test_others_run_while_a_retry_waits(pipeline: Any, monkeypatch: Any) -> None:
    seen: list[Any] = []
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def sleep(seconds: float) -> None:
        seen.append(seconds)
        now[0] += seconds

    monkeypatch.setattr("time.sleep", sleep)
    policy = RetryPolicy(max_retries=2, delay=3, backoff=Backoff.EXPONENTIAL)
    run_steps(
        pipeline,
        [
            Step("a", failing(seen, 2, ValueError()), retry=Retrying(policy)),
            Step("b", lambda: seen.append("b")),
        ],
    )
    assert seen == ["a", "b", 3, "a", 9, "a"]


def test_the_number_of_the_attempt_is_in_the_context(pipeline: Any) -> None:
    seen: list[int] = []

    def compute(context: Any) -> None:
        seen.append(context.retry_number)
        raise RetryRequested(2)

    run_steps(
        pipeline, [Step("a", compute, [SolidExecutionContext(pipeline, "a")], retry=Retrying())]
    )
    assert seen == [0, 1, 2]


def test_delays() -> None:
    assert [RetryPolicy(delay=2).calculate_delay(n) for n in (1, 2, 3)] == [2, 2, 2]
    assert [RetryPolicy(delay=2, backoff=Backoff.LINEAR).calculate_delay(n) for n in (1, 2, 3)] == [
        2,
        4,
        6,
    ]
    assert [
        RetryPolicy(delay=2, backoff=Backoff.EXPONENTIAL).calculate_delay(n) for n in (1, 2, 3)
    ] == [2, 6, 14]
    assert RetryPolicy().calculate_delay(1) == 0
    assert 0 <= RetryPolicy(delay=2, jitter=Jitter.FULL).calculate_delay(1) <= 2
    assert (
        4
        <= RetryPolicy(
            delay=2, backoff=Backoff.EXPONENTIAL, jitter=Jitter.PLUS_MINUS
        ).calculate_delay(2)
        <= 8
    )
    assert RetryPolicy(3).max_retries == 3


@pytest.mark.parametrize("given", [{"backoff": Backoff.LINEAR}, {"jitter": Jitter.FULL}])
def test_modulation_needs_a_delay(given: Any) -> None:
    with pytest.raises(
        DagsterInvalidDefinitionError, match=f"{next(iter(given))} on RetryPolicy without"
    ):
        RetryPolicy(**given)


def test_nothing_is_left_when_all_is_done(pipeline: Any) -> None:
    execution = Execution(pipeline, [Step("a", lambda: 1)])
    execution.run()
    assert execution.values[("a", "result", None)][1] == 1
