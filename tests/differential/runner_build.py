"""Builds scripts through modec's command line, many in one process: JSON lines in and out.

A request is `{"arguments": [...], "timeout": seconds}`, an answer `{"code": exit code, "stderr": text}`.
"""

import contextlib
import io
import json
import os
import signal
import sys
import tempfile
import traceback
from typing import Any


class _TimedOut(BaseException):
    pass


def _on_alarm(signum: int, frame: Any) -> None:
    raise _TimedOut


def build(arguments: list[str], limit: float) -> dict[str, Any]:
    """One call of the command line."""
    from modec.cli import main

    stdout, stderr = io.StringIO(), io.StringIO()
    code: Any = 0
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
            main(arguments)
    except SystemExit as error:
        code = error.code or 0
    except _TimedOut:
        code = "timeout"
    except BaseException:
        code = "crash"
        stderr.write(traceback.format_exc())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return {"code": code, "stderr": stderr.getvalue()[-6000:]}


def serve() -> None:
    """Answer until stdin ends."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.signal(signal.SIGALRM, _on_alarm)
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        os.chdir(folder)
        for line in sys.stdin:
            request = json.loads(line)
            channel.write(json.dumps(build(request["arguments"], request["timeout"])) + "\n")
            channel.flush()


if __name__ == "__main__":
    sys.path[0] = sys.argv[1]
    serve()
