"""Answers requests with real Dagster 0.12.15: run by the oracle's Python 3.8, see protocol.py."""

import os
import sys
from typing import Any, Dict, List, Optional

from protocol import FAILURE, SUCCESS, answer, stable
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


def pipelines(module: Any) -> Dict[str, Any]:
    """The module's own and imported pipelines and jobs, by name."""
    values = vars(module).values()
    return {value.name: value for value in values if isinstance(value, PipelineDefinition)}


def execute(pipeline: Any, run: Dict[str, Any]) -> Dict[str, Any]:
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


def from_events(result: Any) -> Dict[str, Any]:
    """The answer that a result's events tell."""
    events: List[str] = []
    errors: List[Dict[str, Any]] = []
    pipeline_error: Optional[Dict[str, Any]] = None
    teardown_failed = False
    for event in result.event_list:
        kind = event.event_type_value
        data = event.event_specific_data
        if kind in _EVENTS:
            events.append("{} {}".format(_EVENTS[kind], event.step_key))
        if kind == "STEP_FAILURE":
            errors.append(_error(data.error, event.step_key))
        elif kind == "PIPELINE_FAILURE" and data is not None and data.error is not None:
            pipeline_error = _error(data.error, None)
        elif kind == "ENGINE_EVENT" and data is not None and data.error is not None:
            if (event.message or "").startswith("Teardown of resources"):
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


def _error(info: Any, step: Optional[str]) -> Dict[str, Any]:
    """A SerializableErrorInfo as an error of an answer."""
    chain = [info.cls_name]
    while info.cause is not None:
        info = info.cause
        chain.append(info.cls_name)
    lines = stable(info.message).strip().split("\n")
    return {
        "step": step,
        "class": info.cls_name,
        "message": lines[0].partition(": ")[2],
        "chain": chain,
    }


if __name__ == "__main__":
    serve(execute, pipelines)
