"""What fails, what is raised, and what still happens (3.10, 3.11, 1.9)."""

from typing import Any

import pytest

from modec import (
    DagsterResourceFunctionError,
    Failure,
    ModeDefinition,
    RetryPolicy,
    RetryRequested,
    execute_pipeline,
    pipeline,
    resource,
    solid,
)


class Broken(Exception):
    """An error of the author's."""


def _flow(error: BaseException, journal: list[Any]) -> Any:
    @resource
    def db(_: Any) -> Any:
        yield 1
        journal.append("down")

    @solid(required_resource_keys={"db"})
    def bad(_: Any) -> None:
        raise error

    @solid
    def after(_: Any, x: Any) -> None:
        journal.append("after")

    @solid
    def other(_: Any) -> None:
        journal.append("other")

    @pipeline(mode_defs=[ModeDefinition(resource_defs={"db": db})])
    def flow() -> None:
        after(bad())
        other()

    return flow


def test_the_authors_own_exception_is_raised(journal: list[Any]) -> None:
    error = Broken("no")
    with pytest.raises(Broken) as caught:
        execute_pipeline(_flow(error, journal))
    assert caught.value is error
    assert journal == ["down"]


def test_without_raising_the_independent_steps_run(journal: list[Any]) -> None:
    result = execute_pipeline(_flow(Broken("no"), journal), raise_on_error=False)
    assert not result.success
    assert journal == ["other", "down"]
    assert result.failures[0].step_key == "bad"
    data = result.result_for_solid("bad").failure_data
    assert data.error.cls_name == "DagsterExecutionStepExecutionError"
    assert data.error.cause.cls_name == "Broken"
    assert result.result_for_solid("after").skipped


def test_failure_keeps_its_description(journal: list[Any]) -> None:
    error = Failure("on purpose", metadata={"n": 1})
    result = execute_pipeline(_flow(error, journal), raise_on_error=False)
    data = result.result_for_solid("bad").failure_data
    assert data.user_failure_data.label == "intentional-failure"
    assert data.user_failure_data.description == "on purpose"


def test_exits_leave_the_call(journal: list[Any]) -> None:
    with pytest.raises(SystemExit):
        execute_pipeline(_flow(SystemExit(3), journal), raise_on_error=False)
    assert journal == ["down"]


def test_a_resource_that_fails(journal: list[Any]) -> None:
    @resource
    def broken(_: Any) -> None:
        raise Broken("no")

    @solid(required_resource_keys={"broken"})
    def use(_: Any) -> None:
        journal.append("use")

    @pipeline(mode_defs=[ModeDefinition(resource_defs={"broken": broken})])
    def flow() -> None:
        use()

    with pytest.raises(DagsterResourceFunctionError) as caught:
        execute_pipeline(flow)
    assert isinstance(caught.value.__cause__, Broken)
    assert not execute_pipeline(flow, raise_on_error=False).success
    assert journal == []


def test_exhausted_retries_are_not_raised() -> None:
    numbers: list[int] = []

    @solid
    def again(context: Any) -> None:
        numbers.append(context.retry_number)
        raise RetryRequested(max_retries=2)

    @pipeline
    def flow() -> None:
        again()

    result = execute_pipeline(flow)
    assert not result.success
    assert numbers == [0, 1, 2]
    assert result.result_for_solid("again").retry_attempts == 2


def test_a_policy_retries_and_can_be_disabled(journal: list[Any]) -> None:
    @solid(retry_policy=RetryPolicy(max_retries=1))
    def flaky(_: Any) -> str:
        journal.append("try")
        if len(journal) == 1:
            raise Broken("first")
        return "fine"

    @pipeline
    def flow() -> None:
        flaky()

    assert execute_pipeline(flow).output_for_solid("flaky") == "fine"
    journal.clear()
    disabled = {"execution": {"in_process": {"config": {"retries": {"disabled": {}}}}}}
    assert not execute_pipeline(flow, disabled, raise_on_error=False).success
    assert journal == ["try"]
