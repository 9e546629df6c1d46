"""`context.log`, and how log lines look. Everything goes to stderr."""

import json
import logging
import sys
from typing import Any, Dict


class Log(logging.Logger):
    """`context.log`: an ordinary logger whose name is the step or resource that it speaks for."""

    def __init__(self, source: str, handler: logging.Handler) -> None:
        super().__init__(source)
        self.handler = handler
        self.addHandler(handler)

    def of(self, source: str) -> "Log":
        """A log that speaks for something else: `log.of("resource:db")`."""
        return Log(source, self.handler)

    def log(self, level: Any, msg: object, *args: Any, **kwargs: Any) -> None:
        """As in Dagster, `level` may also be a level's name."""
        if isinstance(level, str):
            level = getattr(logging, level.upper())
        super().log(level, msg, *args, **kwargs)

    def handle(self, record: logging.LogRecord) -> None:
        """Raises TypeError, as in Dagster, for arguments that the message has no places for."""
        record.getMessage()
        super().handle(record)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: Dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "source": record.name,
            "message": record.getMessage(),
        }
        line.update(getattr(record, "event", {}))
        if record.exc_info:
            line["error"] = record.exc_text or self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def open_log(pipeline: str, level: str = "DEBUG", form: str = "text") -> Log:
    """The log of a run, on stderr. `form` is `text` or `json`; `level` the name of a level."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(level.upper())
    if form == "json":
        handler.setFormatter(JsonLines())
    else:
        handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)-8s %(name)s - %(message)s")
        )
    return Log(pipeline, handler)
