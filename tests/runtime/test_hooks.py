"""Hooks (3.9)."""

from __future__ import annotations

from typing import Any

import pytest

from modec.runtime.engine import From, Step, run_steps
from modec.runtime.errors import DagsterUnknownResourceError
from modec.runtime.hooks import FailureHook, SuccessHook
from modec.runtime.retries import Retrying, RetryRequested


def test_hooks_follow_the_way_a_step_ended(pipeline: Any) -> None:
    seen: list[Any] = []
    error = KeyError("x")

    def note(context: Any) -> None:
        seen.append((context.step_key, context.solid_exception, context.solid_output_values))

    def fail(x: Any) -> None:
        raise error

    hooks = (SuccessHook("good", note), FailureHook("bad", note))
    run_steps(
        pipeline,
        [Step("a", lambda: 5, hooks=hooks), Step("b", fail, inputs={"x": From("a")}, hooks=hooks)],
    )
    assert seen == [("a", None, {"result": 5}), ("b", error, {})]
    assert pipeline.kinds("b")[-2:] == ["HOOK_SKIPPED", "HOOK_COMPLETED"]


def test_a_hook_sees_its_resources_and_the_config_of_the_solid(pipeline: Any) -> None:
    seen: list[Any] = []

    def note(context: Any) -> None:
        seen.append(
            (context.resources.db, context.solid_config, context.solid.name, context.mode_def.name)
        )

    hook = SuccessHook("h", note, {"db": "DB"}, {"n": 1}, "prod")
    run_steps(pipeline, [Step("comp.a", lambda: 5, hooks=(hook,))])
    assert seen == [("DB", {"n": 1}, "a", "prod")]


def test_what_a_hook_raises_changes_nothing(pipeline: Any) -> None:
    hook = SuccessHook("h", lambda context: 1 / 0)
    assert pipeline.execute(lambda p: run_steps(p, [Step("a", lambda: 5, hooks=(hook,))]))
    assert "HOOK_ERRORED" in pipeline.kinds("a")


def test_an_error_of_dagsters_in_a_hook_ends_the_run(pipeline: Any) -> None:
    hook = SuccessHook("h", lambda context: context.resources.nope)
    with pytest.raises(DagsterUnknownResourceError):
        run_steps(pipeline, [Step("a", lambda: 5, hooks=(hook,))])


def test_an_attempt_that_is_retried_is_neither(pipeline: Any) -> None:
    seen: list[str] = []

    def compute() -> None:
        if not seen:
            seen.append("asked")
            raise RetryRequested()

    hooks = (
        SuccessHook("s", lambda c: seen.append("s")),
        FailureHook("f", lambda c: seen.append("f")),
    )
    run_steps(pipeline, [Step("a", compute, retry=Retrying(), hooks=hooks)])
    assert seen == ["asked", "s"]
    assert pipeline.kinds("a").count("HOOK_SKIPPED") == 3


def test_hooks_run_after_what_follows_was_abandoned(pipeline: Any) -> None:
    seen: list[int] = []
    hook = FailureHook("h", lambda context: seen.append(len(pipeline.messages("ERROR"))))
    run_steps(
        pipeline,
        [Step("a", lambda: 1 / 0, hooks=(hook,)), Step("b", lambda x: x, inputs={"x": From("a")})],
    )
    assert seen == [2]
