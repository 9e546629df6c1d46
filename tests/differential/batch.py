"""Asks a runner many requests in one process, and starts a new process when one dies or hangs."""

from __future__ import annotations

import json
import os
import select
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .protocol import CRASH, TIMEOUT, Request, answer

GRACE = 10.0
"""Seconds beyond a request's own limit after which its process is killed."""


def ask(
    command: Sequence[str | Path],
    requests: Sequence[Mapping[str, Any]],
    environment: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """The answers to `requests` (JSON objects with a `timeout`), in order.

    A request that kills its process is answered with a crash, one that outlasts its limit with a timeout.
    """
    answers: list[dict[str, Any]] = []
    while len(answers) < len(requests):
        answers += _ask_one_process(command, requests[len(answers) :], environment or {})
    return answers


def as_json(requests: Sequence[Request]) -> list[dict[str, Any]]:
    """Requests as what `ask` takes."""
    return [request.as_json() for request in requests]


def _ask_one_process(
    command: Sequence[str | Path],
    requests: Sequence[Mapping[str, Any]],
    environment: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Answers of one process, at least one: up to and including the request at which it died."""
    answers: list[dict[str, Any]] = []
    with tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**os.environ, **environment},
        )
        assert process.stdin is not None and process.stdout is not None
        reader = _Lines(process.stdout.fileno())
        try:
            for request in requests:
                process.stdin.write(json.dumps(request).encode() + b"\n")
                process.stdin.flush()
                # The first answer waits for the imports as well.
                limit = float(request["timeout"]) + GRACE + (0 if answers else 30)
                line = reader.next(limit)
                if line is None:
                    answers.append(answer(TIMEOUT))
                    break
                if not line:
                    raise BrokenPipeError
                answers.append(json.loads(line))
        except BrokenPipeError:
            process.wait()
            stderr.seek(0)
            detail = stderr.read()[-2000:].decode("utf-8", "replace")
            answers.append(
                answer(CRASH, detail=f"the runner died ({process.returncode}): {detail}")
            )
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
    return answers


class _Lines:
    """Lines from a file descriptor, with a time limit."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.buffer = b""

    def next(self, limit: float) -> bytes | None:
        """The next line, empty at the end of the stream, None when the limit passes first."""
        while b"\n" not in self.buffer:
            ready, _, _ = select.select([self.descriptor], [], [], limit)
            if not ready:
                return None
            chunk = os.read(self.descriptor, 1 << 16)
            if not chunk:
                return b""
            self.buffer += chunk
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line
