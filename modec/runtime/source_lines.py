"""Tracebacks in the author's files: a script knows which of its lines are from where."""

import contextlib
import json
import logging
import os
import traceback
from typing import Any, Dict, Tuple

from modec.runtime.errors import CheckError, DagsterError


class SourceLines(logging.Filter):
    """Gives log lines about an error a traceback with the author's files and lines, the script's line beside each.

    `text` is JSON. It has for each of the author's files which lines of the script are from it: `28-30:8-10` where
    the script's lines 28 to 30 are the file's 8 to 10, `40-43:21` where all of them are made from line 21.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def filter(self, record: logging.LogRecord) -> bool:
        """Sets the text that the log shows of the error. Where that fails, the log shows what it always does."""
        if record.exc_info and record.exc_info[1] is not None:
            with contextlib.suppress(Exception):
                record.exc_text = self.shown(record.exc_info)
        return True

    def shown(self, error: Any) -> str:
        """The traceback of (class, exception, traceback), with those of its causes."""
        told = traceback.TracebackException(*error)
        places = self.places()
        waiting = [(told, error[1])]
        while waiting:
            each, exception = waiting.pop()
            self._place(each.stack, exception, places)
            for name in ("__cause__", "__context__"):
                if getattr(each, name) is not None:
                    waiting.append((getattr(each, name), getattr(exception, name)))
            # those of a group: Python 3.11 on
            members = getattr(each, "exceptions", None) or ()
            waiting.extend(zip(members, getattr(exception, "exceptions", ())))
        return "".join(told.format()).rstrip("\n")

    def places(self) -> Dict[int, Tuple[str, int]]:
        """The author's file and line for lines of the script."""
        found = {}
        for file, runs in json.loads(self.text).items():
            for run in runs.split():
                lines, _, origins = run.partition(":")
                first, _, last = lines.partition("-")
                origin, _, is_parallel = origins.partition("-")
                for offset in range(int(last or first) - int(first) + 1):
                    moved = offset if is_parallel else 0
                    found[int(first) + offset] = file, int(origin) + moved
        return found

    def _place(self, stack: Any, error: Any, places: Dict[int, Tuple[str, int]]) -> None:
        """Puts the author's places into frames, and leaves out the support code's.

        Those stay where there are no others and the error is not one that they raise on purpose.
        """
        script = type(self).filter.__code__.co_filename
        kept = [each for each in stack if each.filename != script or each.lineno in places]
        if kept or isinstance(error, (CheckError, DagsterError)):
            stack[:] = kept
        for frame in stack:
            if frame.filename == script and frame.lineno in places:
                # its text has to be looked up while its place is the script's
                _, own = frame.line, frame.lineno
                frame.filename, frame.lineno = places[own]
                frame.name += f" ({os.path.basename(script)}:{own})"
                if getattr(frame, "end_lineno", None) is not None:
                    # Python 3.11 on: for the marks below the text
                    frame.end_lineno += frame.lineno - own
