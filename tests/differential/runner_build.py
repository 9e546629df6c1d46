"""Builds scripts through modec's command line, many in one process: JSON lines in and out.

A request is `{"arguments": [...], "timeout": seconds}`, an answer `{"code": exit code, "stderr": text}`. All builds
share one cache of pieces, in memory: most of a script is the runtime's, which is the same in every script. With the
argument `unformatted`, Black is left out: it takes a third of the time and may only move white space.
"""

import contextlib
import gc
import io
import json
import os
import signal
import sys
import tempfile
import traceback
from functools import lru_cache
from pathlib import Path
from typing import Any


class _TimedOut(BaseException):
    pass


def _on_alarm(signum: int, frame: Any) -> None:
    raise _TimedOut


def share_pieces() -> None:
    """Remember what pieces become from one build to the next, by content, as `modec build` does from run to run."""
    from modec import cache
    from modec.emit import formatting

    cache._CURRENT.set(cache.PieceCache(Path(os.devnull)))
    # Both say something of a text and of nothing else.
    formatting.needed_minor = lru_cache(10_000)(formatting.needed_minor)
    formatting.oldest_python = lru_cache(10_000)(formatting.oldest_python)


def leave_out_black() -> None:
    """Let pieces stand in scripts as they are made."""
    import black

    black.format_str = lambda text, *, mode: text  # type: ignore[assignment]


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
    share_pieces()
    if "unformatted" in sys.argv[2:]:
        leave_out_black()
    # Syntax trees are many objects and no garbage: looking through them is a fifth of the time.
    gc.disable()
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        os.chdir(folder)
        for number, line in enumerate(sys.stdin):
            if number % 25 == 24:
                gc.collect()
            request = json.loads(line)
            channel.write(json.dumps(build(request["arguments"], request["timeout"])) + "\n")
            channel.flush()


if __name__ == "__main__":
    sys.path[0] = sys.argv[1]
    serve()
