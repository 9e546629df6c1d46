"""SIGINT and SIGTERM (5.7)."""

import signal
from contextlib import contextmanager
from typing import Any, Iterator

from modec.runtime.errors import DagsterExecutionInterruptedError


class Interrupts:
    """A signal reaches the author's code at once; outside of it, it waits for the author's code to go on.

    So no signal can fall between a resource's start and the note that it has to be torn down.
    `with interrupts:` stands around the author's code.
    """

    def __init__(self) -> None:
        self._listening = False
        self._waiting = False

    def __enter__(self) -> None:
        if self._waiting:
            self._waiting = False
            raise DagsterExecutionInterruptedError()
        self._listening = True

    def __exit__(self, *error: Any) -> None:
        self._listening = False

    def forget(self) -> None:
        """Drops a signal that waits, so that teardown is not cut short by the signal that led to it."""
        self._waiting = False

    @contextmanager
    def installed(self) -> Iterator[None]:
        """While it lasts, signals come here. Only the main thread may call it."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(number, self._receive) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before):
                signal.signal(number, handler)

    def _receive(self, number: int, frame: Any) -> None:
        if self._listening:
            raise DagsterExecutionInterruptedError()
        self._waiting = True
