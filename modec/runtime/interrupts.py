"""SIGINT and SIGTERM (5.7)."""

import signal
from typing import Any

from modec.runtime.errors import DagsterExecutionInterruptedError


class Interrupts:
    """A signal reaches the author's code at once; outside of it, it waits for the author's code to go on.

    So no signal can fall between a resource's start and the note that it has to be torn down.
    `with interrupts:` stands around the author's code.
    """

    def __init__(self) -> None:
        self.waiting = False
        self._listening = False

    def install(self) -> None:
        """From now on signals come here. Only the main thread may call it."""
        signal.signal(signal.SIGINT, self.receive)
        signal.signal(signal.SIGTERM, self.receive)

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
