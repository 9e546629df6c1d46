"""What every module of ours starts with: a logger, a clock that stands still, and decorators."""
import functools
import logging
from datetime import date, datetime, timedelta

CONFIG = {"timezone": "UTC", "retries": 2}
EPOCH = date(2021, 3, 1)

calls = []


class Clock:
    def __init__(self, today=EPOCH):
        self._today = today

    def today(self):
        return self._today

    def yesterday(self):
        return self._today - timedelta(days=1)

    @property
    def stamp(self) -> str:
        return datetime.combine(self._today, datetime.min.time()).isoformat()


def get_logger(name):
    logger = logging.getLogger(f"orchestration.{name}")
    logger.addHandler(logging.NullHandler())
    return logger


def logged(fn):
    """Notes each call under the function's full name."""
    label = f"{fn.__module__}.{fn.__qualname__}"

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        calls.append(label)
        return fn(*args, **kwargs)

    return wrapper


def run(fn, *args):
    return fn(*args)


def main():
    raise SystemExit("use dagster")
