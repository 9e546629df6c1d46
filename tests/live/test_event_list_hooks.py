"""Hooks that are handed the events of each attempt of a step."""

from __future__ import annotations

from typing import Any

import pytest

from modec import CheckError, RetryRequested, execute_pipeline, pipeline, solid
from modec.definitions.hook import event_list_hook
from modec.runtime.event_hooks import HookExecutionResult

SEEN: list[list[str]] = []


@event_list_hook
def watching(context: Any, event_list: Any) -> HookExecutionResult:
    SEEN.append([event.event_type_value for event in event_list])
    return HookExecutionResult("watching", is_skipped=len(SEEN) == 1)


@solid
def twice(context: Any) -> int:
    if not context.retry_number:
        raise RetryRequested(1)
    return 1


@watching
@pipeline
def watched() -> None:
    twice()


def test_each_attempt_has_its_own_events() -> None:
    SEEN.clear()
    result = execute_pipeline(watched)
    assert SEEN == [
        ["STEP_START", "STEP_UP_FOR_RETRY"],
        ["STEP_RESTARTED", "STEP_OUTPUT", "HANDLED_OUTPUT", "STEP_SUCCESS"],
    ]
    told = [event.event_type_value for event in result.event_list if event.is_hook_event]
    assert told == ["HOOK_SKIPPED", "HOOK_COMPLETED"]


@event_list_hook
def saying_nothing(context: Any, event_list: Any) -> None:
    pass


@saying_nothing
@pipeline
def wrongly_watched() -> None:
    twice()


def test_a_hook_says_what_became_of_it() -> None:
    with pytest.raises(CheckError, match="Should be a HookExecutionResult"):
        execute_pipeline(wrongly_watched)
