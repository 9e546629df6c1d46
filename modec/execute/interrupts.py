"""SIGINT and SIGTERM during a live run (5.7)."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

from modec.runtime.interrupts import Interrupts


class LiveInterrupts(Interrupts):
    """Signals that reach the author's code while the run goes on, and whoever had them before afterwards."""

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Inside, signals come here; elsewhere than in the main thread they go on as they did."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        kept = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM)]
        self.install()
        try:
            yield
        finally:
            for number, handler in kept:
                # None: set by something that is not Python, and cannot be put back by it.
                signal.signal(number, signal.SIG_DFL if handler is None else handler)
