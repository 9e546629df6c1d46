"""SIGINT and SIGTERM (5.7)."""

import contextlib
import signal
import threading
from typing import Any, Iterator

from modec.runtime.errors import DagsterExecutionInterruptedError

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """A signal reaches the author's code at once; outside of it, it waits for the author's code to go on.

    So no signal can fall between a resource's start and the note that it has to be torn down.
    `with interrupts:` stands around the author's code.
    """

    def __init__(self) -> None:
        self.waiting = False
        self._listening = False

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Inside, signals come here; elsewhere than in the main thread they go on as they did."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        kept = [(number, signal.signal(number, self.receive)) for number in SIGNALS]
        try:
            yield
        finally:
            for number, handler in kept:
                # None: set by something that is not Python, and cannot be put back by it.
                signal.signal(number, signal.SIG_DFL if handler is None else handler)

    def receive(self, number: int, frame: Any) -> None:
        """A signal has come."""
        self.waiting = not self._listening
        if self._listening:
            raise DagsterExecutionInterruptedError("Execution was interrupted.")

    def __enter__(self) -> None:
        if self.waiting:
            self.waiting = False
            raise DagsterExecutionInterruptedError("Execution was interrupted.")
        self._listening = True

    def __exit__(self, *error: Any) -> None:
        self._listening = False
