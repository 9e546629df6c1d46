"""Resources: what counts as a generator, order, failures (1.2, 1.9)."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from modec.runtime.errors import (
    CheckError,
    DagsterInvariantViolationError,
    DagsterResourceFunctionError,
)
from modec.runtime.run import Run


def traced(
    seen: list[str], key: str, up: Exception | None = None, down: Exception | None = None
) -> Any:
    """A generator resource that notes when it goes up and down, and fails there when told to."""

    def resource() -> Any:
        seen.append(f"+{key}")
        if up:
            raise up
        yield key
        seen.append(f"-{key}")
        if down:
            raise down

    return resource


def test_teardown_is_in_reverse_and_resumes_normally_after_a_failed_step(pipeline: Run) -> None:
    seen: list[str] = []

    def body(pipeline: Run) -> None:
        assert pipeline.resource("a", traced(seen, "a")) == "a"
        pipeline.resource("b", lambda a: a, "a")
        pipeline.resource("c", traced(seen, "c"))
        pipeline.step("s", lambda: 1 / 0)

    assert not pipeline.execute(body)
    assert seen == ["+a", "+c", "-c", "-a"]


def test_a_failed_start_tears_down_what_was_up_and_runs_no_step(pipeline: Any) -> None:
    seen: list[str] = []

    def body(pipeline: Run) -> None:
        pipeline.resource("a", traced(seen, "a"))
        pipeline.resource("b", traced(seen, "b", up=ValueError("b")))
        pipeline.step("s", lambda: seen.append("s"))

    assert not pipeline.execute(body)
    assert seen == ["+a", "+b", "-a"]
    assert "STEP_START" not in pipeline.kinds()
    message = pipeline.happenings[-1][2]["message"]
    assert "Error executing resource_fn on ResourceDefinition b" in message


def test_a_failed_start_is_wrapped_unless_it_is_an_error_of_dagsters(pipeline: Run) -> None:
    cause = ValueError("x")
    with pytest.raises(DagsterResourceFunctionError, match="on ResourceDefinition a") as caught:
        pipeline.resource("a", traced([], "a", up=cause))
    assert caught.value.__cause__ is cause and caught.value.user_exception is cause
    with pytest.raises(DagsterInvariantViolationError):
        pipeline.resource("a", traced([], "a", up=DagsterInvariantViolationError("x")))


def test_a_failed_teardown_does_not_stop_the_others_and_fails_the_run(pipeline: Any) -> None:
    seen: list[str] = []

    def body(pipeline: Run) -> None:
        pipeline.resource("a", traced(seen, "a"))
        pipeline.resource("b", traced(seen, "b", down=ValueError("b")))

    assert not pipeline.execute(body)
    assert seen == ["+a", "+b", "-b", "-a"]
    assert 'Teardown of resource "b" failed.' in pipeline.messages("ERROR")


def test_no_yield_is_a_failed_start_and_two_are_a_failed_teardown(pipeline: Any) -> None:
    def none() -> Any:
        return
        yield

    def two() -> Any:
        yield 1
        yield 2

    with pytest.raises(DagsterResourceFunctionError) as caught:
        pipeline.resource("none", none)
    assert isinstance(caught.value.__cause__, CheckError)
    assert not pipeline.execute(lambda pipeline: pipeline.resource("two", two))
    assert any('Teardown of resource "two" failed.' in line for line in pipeline.messages("ERROR"))


def test_context_managers_are_values_like_any_other(pipeline: Run) -> None:
    entered = []

    @contextlib.contextmanager
    def manager() -> Any:
        entered.append(1)
        yield

    assert hasattr(pipeline.resource("r", manager), "__enter__")
    assert entered == []
