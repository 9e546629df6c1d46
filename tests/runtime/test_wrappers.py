"""The small wrappers around a step's function."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from modec.runtime.errors import DagsterInvariantViolationError
from modec.runtime.events import Output
from modec.runtime.outputs import Out, yields
from modec.runtime.wrappers import awaited, iterated, no_result, waits_for


def test_coroutines_are_run_to_their_end_in_one_loop() -> None:
    async def solid(x: int) -> Any:
        await asyncio.sleep(0)
        return x, asyncio.get_running_loop()

    (one, loop), (two, same) = awaited(solid)(1), awaited(solid)(x=2)
    assert (one, two) == (1, 2) and loop is same


def test_async_generators_yield_events(pipeline: Any) -> None:
    async def solid() -> Any:
        yield Output(1, "a")
        await asyncio.sleep(0)
        yield Output(2, "b")

    assert pipeline.step("s", yields(pipeline, iterated(solid), Out("a"), Out("b"))) == [1, 2]


def test_nothing_inputs_are_not_passed_on(pipeline: Any) -> None:
    a = pipeline.step("a", lambda: None)
    assert pipeline.step("b", waits_for(lambda x: x, "start"), start=a, x=1) == 1


def test_a_solid_without_outputs_returns_none() -> None:
    no_result(lambda: None)()
    with pytest.raises(DagsterInvariantViolationError, match="Unexpectedly returned output 5"):
        no_result(lambda: 5)()
