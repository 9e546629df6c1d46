"""When a signal reaches the author's code (5.7)."""

from __future__ import annotations

import signal
from typing import Any

import pytest

from modec.runtime.engine import Step, run_steps
from modec.runtime.errors import DagsterExecutionInterruptedError
from modec.runtime.run import Run


def arrives(pipeline: Run) -> None:
    """A signal comes."""
    pipeline.interrupts.receive(signal.SIGINT, None)


def test_outside_of_the_authors_code_it_waits_for_the_next_step(pipeline: Any) -> None:
    seen: list[str] = []

    def body(pipeline: Run) -> None:
        pipeline.step("a", lambda: seen.append("a"))
        arrives(pipeline)
        pipeline.step("b", lambda: seen.append("b"))
        pipeline.step("c", lambda: seen.append("c"))

    with pytest.raises(DagsterExecutionInterruptedError):
        pipeline.execute(body)
    assert seen == ["a"] and pipeline.failed == ["b"]


def test_one_that_waits_does_not_cut_teardown_short(pipeline: Any) -> None:
    seen: list[str] = []

    def resource() -> Any:
        yield
        seen.append("down")

    def body(pipeline: Run) -> None:
        pipeline.resource("r", resource)
        arrives(pipeline)

    assert pipeline.execute(body)
    assert seen == ["down"]


def test_a_second_one_ends_a_teardown_and_the_others_still_come(pipeline: Any) -> None:
    seen: list[str] = []

    def first() -> Any:
        yield
        seen.append("first")

    def hanging() -> Any:
        yield
        arrives(pipeline)
        seen.append("never")

    def body(pipeline: Run) -> None:
        pipeline.resource("first", first)
        pipeline.resource("hanging", hanging)
        pipeline.step("a", lambda: arrives(pipeline))

    with pytest.raises(DagsterExecutionInterruptedError):
        pipeline.execute(body)
    assert seen == ["first"]


def test_an_interrupted_start_still_tears_down_what_had_started(pipeline: Any) -> None:
    seen: list[str] = []

    def slow() -> Any:
        try:
            arrives(pipeline)
            yield
        finally:
            seen.append("closed")

    with pytest.raises(DagsterExecutionInterruptedError):
        pipeline.execute(lambda pipeline: pipeline.resource("slow", slow))
    assert seen == ["closed"]


def test_the_scheduler_stops_too(pipeline: Any) -> None:
    seen: list[str] = []
    steps = [Step("a", lambda: arrives(pipeline)), Step("b", lambda: seen.append("b"))]
    with pytest.raises(DagsterExecutionInterruptedError):
        pipeline.execute(lambda pipeline: run_steps(pipeline, steps))
    assert seen == [] and pipeline.failed == ["a"]
    assert pipeline.kinds()[-1] == "PIPELINE_FAILURE"
