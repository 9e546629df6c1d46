"""Loggers of the author's that the run config names (2.1)."""

import logging
from typing import Sequence

from modec.runtime.run import Run


class ToLoggers(logging.Handler):
    """Hands every line on, saying the pipeline, the run and the step or resource it comes from."""

    def __init__(self, pipeline: Run, loggers: Sequence[logging.Logger]) -> None:
        super().__init__()
        self.origin = f"{pipeline.name} - {pipeline.run_id}"
        self.pipeline = pipeline.name
        self.loggers = loggers

    def emit(self, record: logging.LogRecord) -> None:
        source = "" if record.name == self.pipeline else f" - {record.name}"
        message = f"{self.origin}{source} - {record.getMessage()}"
        for logger in self.loggers:
            logger.log(record.levelno, "%s", message, exc_info=record.exc_info)


def use_loggers(pipeline: Run, *loggers: logging.Logger) -> None:
    """From now on the log goes to these loggers; they have handlers and levels of their own."""
    handler = ToLoggers(pipeline, loggers)
    pipeline.log.handler = handler
    pipeline.log.handlers = [handler]
