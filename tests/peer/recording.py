"""A pytest plugin for the peer suite: writes how each case went, and ends those that would never end."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

SECONDS = 10
"""How long a case may take: the slowest that passes takes two."""

REPORT = os.environ.get("PEER_REPORT", "")


class TooLong(BaseException):
    """A case took too long. Not an `Exception`, so that the code under test does not handle it."""


def _too_long(number: int, frame: Any) -> None:
    raise TooLong(f"the case takes more than {SECONDS} seconds")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: Any) -> Iterator[None]:
    """Gives the case its time, and puts back the handlers that it has left."""
    kept = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM)]
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        for number, handler in kept:
            signal.signal(number, handler)


def pytest_runtest_logreport(report: Any) -> None:
    """Notes a case when it is through, or when it could not be set up."""
    if report.when == "call" or report.outcome != "passed":
        _note(report.nodeid, report.outcome, report.longrepr)


def pytest_collectreport(report: Any) -> None:
    """Notes a file that cannot be collected."""
    if report.outcome == "failed":
        _note(report.nodeid, "failed", report.longrepr)


def _note(case: str, outcome: str, shown: Any) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    crash = getattr(shown, "reprcrash", None)
    message = crash.message if crash else str(shown or "")
    with open(REPORT, "a", encoding="utf-8") as report:
        noted = {"case": case, "outcome": outcome, "said": message, "trace": str(shown or "")}
        report.write(json.dumps(noted) + "\n")
