"""Answers requests with real Dagster 0.12.15: run by the oracle's Python 3.8, see protocol.py."""

from __future__ import annotations

import os
import sys
from typing import Any

from protocol import FAILURE, SUCCESS, answer, error_of_chain
from running import serve

# A case's modules may have any name: nothing of this folder may stand before them.
sys.path[:] = [
    entry
    for entry in sys.path
    if os.path.abspath(entry or ".") != os.path.dirname(os.path.abspath(__file__))
]
sys.dont_write_bytecode = True

import dagster  # noqa: E402
from dagster.core.definitions.pipeline import PipelineDefinition  # noqa: E402

_EVENTS = {
    "STEP_START": "start",
    "STEP_SUCCESS": "success",
    "STEP_FAILURE": "failure",
    "STEP_SKIPPED": "skipped",
    "STEP_UP_FOR_RETRY": "retry",
    "STEP_RESTARTED": "restart",
}


def pipelines(module: Any) -> dict[str, Any]:
    """The module's own and imported pipelines and jobs, by name."""
    values = vars(module).values()
    return {value.name: value for value in values if isinstance(value, PipelineDefinition)}


def execute(pipeline: Any, run: dict[str, Any]) -> dict[str, Any]:
    """One run; raises what `execute_pipeline` raises."""
    if isinstance(pipeline, dagster.JobDefinition):
        result = pipeline.execute_in_process(
            run_config=run.get("run_config"), raise_on_error=bool(run.get("raise_on_error"))
        )
    else:
        given = {
            key: run[key]
            for key in ("run_config", "mode", "preset", "tags", "solid_selection")
            if run.get(key) is not None
        }
        result = dagster.execute_pipeline(
            pipeline, raise_on_error=bool(run.get("raise_on_error")), **given
        )
    return from_events(result)


def from_events(result: Any) -> dict[str, Any]:
    """The answer that a result's events tell."""
    events: list[str] = []
    errors: list[dict[str, Any]] = []
    pipeline_error: dict[str, Any] | None = None
    teardown_failed = False
    for event in result.event_list:
        kind = event.event_type_value
        data = event.event_specific_data
        if kind in _EVENTS:
            events.append(f"{_EVENTS[kind]} {event.step_key}")
        if kind == "STEP_FAILURE":
            errors.append(_error(data.error, event.step_key))
        elif kind == "PIPELINE_FAILURE" and data is not None and data.error is not None:
            pipeline_error = _error(data.error, None)
        elif kind == "ENGINE_EVENT" and _is_teardown_failure(event):
            teardown_failed = True
            errors.append(_error(data.error, None))
    if pipeline_error is not None and not any(row["step"] for row in errors):
        errors.append(pipeline_error)
    return answer(
        SUCCESS if result.success else FAILURE,
        errors=errors,
        events=events,
        teardown_failed=teardown_failed,
    )


def _is_teardown_failure(event: Any) -> bool:
    data = event.event_specific_data
    failed = data is not None and data.error is not None
    return failed and (event.message or "").startswith("Teardown of resources")


def _error(info: Any, step: str | None) -> dict[str, Any]:
    """A SerializableErrorInfo as an error of an answer."""
    links = []
    while info is not None:
        links.append((info.cls_name, info.message.strip().partition(": ")[2]))
        info = info.cause
    return error_of_chain(links, step)


if __name__ == "__main__":
    serve(execute, pipelines)
