"""Runs scripts in forked children of one process: JSON lines in and out. Python 3.8, standard library only.

A request is `{"script": path, "arguments": [...], "env": {...}, "timeout": seconds}`, an answer
`{"code": exit code, "stdout": text, "stderr": text}`. A script is compiled once; each run of it is a child with a new
`__main__`, an empty working folder, and its own stdout and stderr, and ends as the interpreter ends. What this process
has imported (what scripts mostly need is, for speed) a script finds imported: so some runs are made by an interpreter
of their own, see compiled.py.
"""

from __future__ import annotations

import argparse  # noqa: F401
import asyncio  # noqa: F401
import atexit
import contextlib
import copy  # noqa: F401
import datetime  # noqa: F401
import enum  # noqa: F401
import functools  # noqa: F401
import inspect  # noqa: F401
import json
import logging  # noqa: F401
import os
import pickle  # noqa: F401
import random  # noqa: F401
import re  # noqa: F401
import select
import signal
import sys
import tempfile
import threading  # noqa: F401
import traceback
import types
import uuid  # noqa: F401
from typing import Any

_COMPILED: dict[tuple[str, float], Any] = {}


def _code_of(script: str) -> Any:
    """The script's code object. Raises SyntaxError."""
    key = (script, os.stat(script).st_mtime)
    if key not in _COMPILED:
        _COMPILED.clear()  # Runs of one script follow each other.
        with open(script, "rb") as file:
            _COMPILED[key] = compile(file.read(), script, "exec", dont_inherit=True)
    return _COMPILED[key]


def _child(request: dict[str, Any], code: Any) -> int:
    """What the interpreter does with a script, in the child; the exit code."""
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=request["script"], __builtins__=__builtins__, __doc__=None)
    sys.modules["__main__"] = module
    sys.argv = [request["script"], *request["arguments"]]
    os.environ.update(request.get("env") or {})
    try:
        exec(code, module.__dict__)
    except SystemExit as error:
        return _exit_code(error.code)
    except KeyboardInterrupt:
        traceback.print_exc()
        return 130
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _exit_code(code: Any) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    sys.stderr.write(f"{code}\n")
    return 1


def run(request: dict[str, Any]) -> dict[str, Any]:
    """One run: the child's exit code ("timeout" when it had to be killed), stdout and stderr."""
    try:
        code = _code_of(request["script"])
    except (SyntaxError, ValueError):
        return {"code": 1, "stdout": "", "stderr": traceback.format_exc()}
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="differential-"))
        out = stack.enter_context(tempfile.TemporaryFile())
        err = stack.enter_context(tempfile.TemporaryFile())
        ended, ending = os.pipe()
        process = os.fork()
        if process == 0:
            status = 70
            try:
                os.close(ended)
                os.chdir(folder)
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                status = _child(request, code)
                atexit._run_exitfuncs()
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                os._exit(status)
        os.close(ending)
        # The pipe is at its end when the child is.
        ready, _, _ = select.select([ended], [], [], request["timeout"])
        if not ready:
            os.kill(process, signal.SIGKILL)
        os.close(ended)
        _, status = os.waitpid(process, 0)
        result: Any = "timeout" if not ready else _code_of_status(status)
        out.seek(0)
        err.seek(0)
        return {
            "code": result,
            "stdout": out.read().decode("utf-8", "replace"),
            "stderr": err.read().decode("utf-8", "replace"),
        }


def _code_of_status(status: int) -> int:
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def serve() -> None:
    """Answer until stdin ends."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8")
    devnull = os.open(os.devnull, os.O_RDWR)
    os.dup2(devnull, 0)
    os.dup2(devnull, 1)
    for line in requests:
        channel.write(json.dumps(run(json.loads(line))) + "\n")
        channel.flush()


if __name__ == "__main__":
    serve()
