"""Log levels by name, and what `dagster.utils.log` has for Python's own logging."""

import contextlib
import logging
from typing import Any, Iterator, Union

from modec.runtime.check import invariant, str_param
from modec.runtime.readonly import ReadOnlyDict

PYTHON_LOGGING_LEVELS_MAPPING = ReadOnlyDict(
    {"CRITICAL": 50, "ERROR": 40, "WARNING": 30, "INFO": 20, "DEBUG": 10}
)
PYTHON_LOGGING_LEVELS_ALIASES = ReadOnlyDict({"FATAL": "CRITICAL", "WARN": "WARNING"})
PYTHON_LOGGING_LEVELS_NAMES = frozenset(
    name.lower() for name in (*PYTHON_LOGGING_LEVELS_MAPPING, *PYTHON_LOGGING_LEVELS_ALIASES)
)


def coerce_valid_log_level(log_level: Union[str, int]) -> Any:
    """The number of a log level, in capitals or not. Raises CheckError for an unknown one."""
    if isinstance(log_level, int):
        return log_level
    str_param(log_level, "log_level")
    names = ", ".join(f"'{name.upper()}'" for name in sorted(PYTHON_LOGGING_LEVELS_NAMES))
    invariant(
        log_level.lower() in PYTHON_LOGGING_LEVELS_NAMES,
        f"Bad value for log level {log_level}: permissible values are {names}.",
    )
    name = log_level.upper()
    return PYTHON_LOGGING_LEVELS_MAPPING[PYTHON_LOGGING_LEVELS_ALIASES.get(name, name)]


def default_format_string() -> str:
    """How a log line looks."""
    return "%(asctime)s - %(name)s - %(levelname)s - %(message)s"


def define_default_formatter() -> logging.Formatter:
    """What makes log lines look so."""
    return logging.Formatter(default_format_string())


@contextlib.contextmanager
def quieten(quiet: bool = True, level: int = logging.WARNING) -> Iterator[None]:
    """Log nothing up to `level` for a while."""
    if quiet:
        logging.disable(level)
    try:
        yield
    finally:
        if quiet:
            logging.disable(logging.NOTSET)
