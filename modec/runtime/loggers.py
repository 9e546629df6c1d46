"""Loggers of the author's that the run config names (2.1)."""

import logging
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any, Callable, Dict, Mapping, Sequence

from modec.runtime.run import Run


class ToLoggers(logging.Handler):
    """Hands every line on, saying the pipeline, the run and the step or resource it comes from."""

    def __init__(self, pipeline: Run, loggers: Sequence[logging.Logger]) -> None:
        super().__init__()
        self.pipeline = pipeline.name
        self.run_id = pipeline.run_id
        self.loggers = loggers

    def emit(self, record: logging.LogRecord) -> None:
        meta = self.meta(record)
        told = [f"resource:{meta['resource_name']}" if meta["resource_name"] else self.pipeline]
        told += [self.run_id, meta["step_key"], record.getMessage()]
        message = " - ".join(part for part in told if part is not None)
        for each in self.loggers:
            each.log(
                record.levelno, message, exc_info=record.exc_info, extra={"dagster_meta": meta}
            )

    def meta(self, record: logging.LogRecord) -> Dict[str, Any]:
        """What a logger of the author's may want to know of a line."""
        of_resource = record.name.startswith("resource:")
        step = None if of_resource or record.name == self.pipeline else record.name
        return {
            "orig_message": record.getMessage(),
            "run_id": self.run_id,
            "pipeline_name": self.pipeline,
            "step_key": step,
            "solid_name": step and step.partition("[")[0].rpartition(".")[2],
            "resource_name": record.name.partition(":")[2] if of_resource else None,
            "dagster_event": self.event(record),
            "log_timestamp": datetime.now(timezone.utc).isoformat(),
        }

    def event(self, record: logging.LogRecord) -> Any:
        """The event that a line tells; None where the line is what somebody has logged."""
        told = getattr(record, "event", None)
        return told and SimpleNamespace(
            event_type_value=told["event"],
            message=record.getMessage(),
            pipeline_name=self.pipeline,
            step_key=told["step"],
        )


def use_named_loggers(
    pipeline: Run, named: Mapping[str, Any], makers: Mapping[str, Callable[[Any], logging.Logger]]
) -> None:
    """From now on the log goes to the loggers that the run config names, if it names any; the console may be one.

    `makers` has a function for each logger of the author's: from its config to the logger.
    """
    chosen = [key for key, given in named.items() if given is not None]
    console = pipeline.log.handlers if any(key not in makers for key in chosen) else []
    mine = [makers[key](named[key].get("config")) for key in chosen if key in makers]
    if mine:
        use_loggers(pipeline, *mine)
        pipeline.log.handlers = [*console, *pipeline.log.handlers]


def use_loggers(pipeline: Run, *loggers: logging.Logger) -> None:
    """From now on the log goes to these loggers; they have handlers and levels of their own."""
    handler = ToLoggers(pipeline, loggers)
    pipeline.log.handler = handler
    pipeline.log.handlers = [handler]
