"""A run that remembers what happens in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any

from modec.execute.events import DagsterEvent, EventData, error_info, step_error
from modec.execute.handles import SolidHandle
from modec.plan.records import Plan
from modec.runtime.errors import DagsterExecutionInterruptedError
from modec.runtime.log import Log
from modec.runtime.run import Run


@dataclass(frozen=True)
class StepFailure:
    """An exception that failed a step, or, where there is no step, the run."""

    step_key: str | None
    error: BaseException


class LiveRun(Run):
    """A run of a plan in this process. What happens becomes `events`; outputs are kept in `outputs`."""

    def __init__(
        self, plan: Plan, config: Any, log: Log, run_id: str, raise_on_error: bool, instance: Any
    ) -> None:
        super().__init__(plan.pipeline.name, config, log, run_id)
        self.plan = plan
        self.raise_on_error = raise_on_error
        self.instance = instance
        self.run_config = plan.run_config
        self.events: list[DagsterEvent] = []
        self.loading: dict[str, Any] = {}
        """What the event about the input says that is loaded now."""
        self.outputs: dict[tuple[str, str], Any] = {}
        self.failures: list[StepFailure] = []
        self.listener: Callable[[DagsterEvent], None] | None = None

    def event(self, kind: str, message: str, step: str | None = None, **data: Any) -> None:
        super().event(kind, message, step, **data)
        if kind == "RESOURCE_INIT":
            return
        if kind == "RESOURCE_TEARDOWN_FAILURE":
            kind = "ENGINE_EVENT"
            message = f"Teardown of resources failed. {message}"
            self.failures.append(StepFailure(None, data["error"]))
        self.record(kind, message, step, self._data(kind, step, data))
        if kind == "STEP_OUTPUT":
            self._keep_output(str(step), data)

    def record(
        self, kind: str, message: str, step: str | None = None, data: EventData | None = None
    ) -> None:
        """Notes an event; the first of a step comes after the one about its log."""
        handle = SolidHandle.from_string(step) if step else None
        if kind in ("STEP_START", "STEP_RESTARTED") and handle is not None:
            self.record("LOGS_CAPTURED", f"Started capturing logs for solid: {handle.name}.", step)
        tags = {"pipeline_name": self.name, "pipeline_tags": str(dict(self.plan.tags))}
        event = DagsterEvent(kind, self.name, message, step, handle, data, tags)
        self.events.append(event)

    def engine_event(self, message: str, error: BaseException | None = None) -> None:
        """Notes what the run itself does. If there is but one step, the event is said to be the step's."""
        data = EventData({"error": error and error_info(error), "metadata_entries": []})
        steps = self.plan.steps
        self.record("ENGINE_EVENT", message, steps[0].key if len(steps) == 1 else None, data)

    def _data(self, kind: str, step: str | None, data: dict[str, Any]) -> EventData | None:
        """What the event says besides its message."""
        error = data.get("error")
        if kind == "STEP_FAILURE" and error is not None:
            label = "intentional-failure" if hasattr(error, "metadata_entries") else None
            user = label and EventData(
                {
                    "label": label,
                    "description": getattr(error, "description", None),
                    "metadata_entries": error.metadata_entries,
                }
            )
            info = step_error(error, self._described(str(step)))
            if type(error).__name__ == "RetryRequested":
                info = _exhausted(error, info, data.get("why", ""))
            return EventData({"error": info, "user_failure_data": user, "exception": error})
        if kind == "STEP_UP_FOR_RETRY":
            cause = data["cause"]
            shown = cause.__cause__ or cause
            return EventData(
                {"error": error_info(shown), "seconds_to_wait": data["seconds_to_wait"] or None}
            )
        if kind == "STEP_OUTPUT":
            output, verdict = data.get("output"), data.get("verdict")
            key = getattr(output, "mapping_key", None)
            return EventData(
                {
                    "output_name": data["name"],
                    "mapping_key": key,
                    "step_output_handle": EventData(
                        {"step_key": step, "output_name": data["name"], "mapping_key": key}
                    ),
                    "type_check_data": _verdict(data["name"], verdict),
                    "metadata_entries": getattr(output, "metadata_entries", []),
                }
            )
        if kind == "LOADED_INPUT":
            return EventData(self.loading)
        if kind == "STEP_INPUT":
            return EventData(
                {
                    "input_name": data["name"],
                    "type_check_data": _verdict(data["name"], data.get("verdict")),
                }
            )
        if kind == "ASSET_MATERIALIZATION":
            return EventData({"materialization": data["event"]})
        if kind == "STEP_EXPECTATION_RESULT":
            return EventData({"expectation_result": data["event"]})
        if kind == "STEP_SUCCESS":
            return EventData({"duration_ms": data.get("duration", 0.0)})
        if kind in ("PIPELINE_FAILURE", "HOOK_ERRORED", "ENGINE_EVENT"):
            return EventData({"error": error and error_info(error), "metadata_entries": []})
        return None

    def _described(self, step: str) -> str:
        key = step.partition("[")[0]
        try:
            kind = "op" if self.plan.step(key).solid.is_op else "solid"
        except KeyError:
            kind = "solid"
        return f'{kind} "{key}"'

    def _keep_output(self, step: str, data: dict[str, Any]) -> None:
        output, place = data.get("output"), (step, data["name"])
        key = getattr(output, "mapping_key", None)
        if key is None:
            self.outputs[place] = data["value"]
        else:
            self.outputs.setdefault(place, {})[key] = data["value"]

    def step_failed(
        self, key: str, error: BaseException, compute: Callable[..., Any], why: str = ""
    ) -> None:
        """Notes the failure; raises the author's exception where that was asked for (3.11)."""
        self.failures.append(StepFailure(key, error))
        self.failed.append(key)
        message = f'Execution of step "{key}" failed.{why}'
        self.event("STEP_FAILURE", message, key, error=error, function=compute, why=why)
        if not isinstance(error, Exception) or (self.raise_on_error and not why):
            raise _own(error)

    def aborted(self, error: BaseException) -> bool:
        """An error that ends the run: it is raised where that was asked for; `SystemExit` and the like always are."""
        interrupted = isinstance(error, (KeyboardInterrupt, DagsterExecutionInterruptedError))
        text = "An exception was thrown during execution."
        if interrupted:
            text = (
                "Execution was interrupted unexpectedly. No user initiated termination request was found, treating "
                "as failure."
            )
        message = f'Execution of pipeline "{self.name}" failed. {text}'
        if isinstance(error, Exception) or interrupted:
            self.event("PIPELINE_FAILURE", message, error=error)
            if not any(failure.error is error for failure in self.failures):
                self.failures.append(StepFailure(None, error))
        if self.raise_on_error or not (isinstance(error, Exception) or interrupted):
            raise error
        return False

    def stream(self, body: Callable[[LiveRun], Iterator[None]]) -> Generator[None, None, None]:
        """`execute`, with a rest wherever `body` rests: whoever listens has the events so far before it goes on."""
        self.event("PIPELINE_START", f'Started execution of pipeline "{self.name}".')
        with self.interrupts.installed():
            try:
                try:
                    yield
                    yield from body(self)
                finally:
                    self.leave()
            except BaseException as error:
                self.aborted(error)
            else:
                self.conclude()

    def _tear_down(self) -> None:
        super()._tear_down()
        self.step_process("Finished steps in process")

    def step_process(self, what: str) -> None:
        """Notes that the steps start or end."""
        self.record(
            "ENGINE_EVENT", f"{what} (pid: {os.getpid()})", None, EventData({"error": None})
        )


def _own(error: BaseException) -> BaseException:
    """What is raised for a step's error: the author's exception, not what stands around it."""
    from modec.runtime.errors import DagsterUserCodeExecutionError

    if isinstance(error, DagsterUserCodeExecutionError) and error.__cause__ is not None:
        return error.__cause__
    return error


def _exhausted(error: BaseException, info: Any, why: str) -> Any:
    """A request to retry that was not granted, as the text of the failure."""
    from dataclasses import replace

    cause = error.__cause__
    return replace(
        info, message=f"{why.strip()}\n", cause=None if cause is None else error_info(cause)
    )


def _verdict(name: str, verdict: Any) -> EventData:
    return EventData(
        {
            "label": name,
            "success": verdict is None or verdict.success,
            "description": getattr(verdict, "description", None),
            "metadata_entries": getattr(verdict, "metadata_entries", []),
        }
    )
