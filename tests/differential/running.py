"""The loop that both runners share: fresh import, capture, time limit. Python 3.8, standard library only."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import resource
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from protocol import (
    CONFIG_ERROR,
    CRASH,
    DEFINITION_ERROR,
    EXIT,
    RUN_ERROR,
    TIMEOUT,
    Request,
    answer,
    error_of_chain,
    stable,
)

MEMORY_LIMIT = 3 << 30
_PATH = re.compile(r"\bpath (root[\w:\[\]]*)")
_VARIABLE = re.compile(r"variable \"(\w+)\"")


class TimedOut(BaseException):
    """The time limit of a request has passed."""


def _on_alarm(signum: int, frame: Any) -> None:
    raise TimedOut()


def serve(
    execute: Callable[[Any, dict[str, Any]], dict[str, Any]],
    find_pipelines: Callable[[Any], dict[str, Any]],
) -> None:
    """Answer requests until stdin ends.

    `execute` runs one pipeline object as a run row says and gives an answer without its stdout; `find_pipelines` gives the pipelines and jobs of a module by name.
    """
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    signal.signal(signal.SIGALRM, _on_alarm)
    # User code prints to file descriptor 1 too (os.write, subprocesses): answers go elsewhere.
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 1)
    for line in sys.stdin:
        result = _answer(Request.from_json(json.loads(line)), execute, find_pipelines)
        channel.write(json.dumps(result) + "\n")
        channel.flush()


def _answer(
    request: Request,
    execute: Callable[[Any, dict[str, Any]], dict[str, Any]],
    find_pipelines: Callable[[Any], dict[str, Any]],
) -> dict[str, Any]:
    stdout, stderr = io.StringIO(), io.StringIO()
    run = request.run
    with _fresh(request), contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        signal.setitimer(signal.ITIMER_REAL, request.timeout)
        try:
            result = _import_and_execute(request.module, run, execute, find_pipelines)
        except TimedOut:
            result = answer(TIMEOUT)
        except BaseException:
            result = answer(CRASH, detail=traceback.format_exc()[-2000:])
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    result["stdout"] = stable(stdout.getvalue()).splitlines()
    return result


def _import_and_execute(
    module_name: str,
    run: dict[str, Any],
    execute: Callable[[Any, dict[str, Any]], dict[str, Any]],
    find_pipelines: Callable[[Any], dict[str, Any]],
) -> dict[str, Any]:
    try:
        __import__(module_name)
        module = sys.modules[module_name]
        found = find_pipelines(module)
    except Exception as error:
        return answer(DEFINITION_ERROR, errors=[described(error)])
    name = run.get("pipeline")
    if name is None:
        if len(found) != 1:
            return answer(CRASH, detail=f"no single pipeline: {sorted(found)}")
        (name,) = found
    if name not in found:
        return answer(CRASH, detail=f"no pipeline {name!r}")
    try:
        return execute(found[name], run)
    except Exception as error:
        if type(error).__name__ == "DagsterInvalidConfigError":
            return answer(CONFIG_ERROR, errors=config_errors(error))
        return answer(RUN_ERROR, errors=[described(error)])
    except SystemExit as error:
        return answer(EXIT, code=error.code)


def described(error: BaseException) -> dict[str, Any]:
    """An exception that left a call, as an error of an answer: its cause that is the author's."""
    links = [(type(error).__name__, str(error))]
    while error.__cause__ is not None:
        error = error.__cause__
        links.append((type(error).__name__, str(error)))
    return error_of_chain(links, None)


def config_errors(error: Any) -> list[dict[str, Any]]:
    """The errors of a DagsterInvalidConfigError: where, of what kind, naming what."""
    rows = []
    for item in getattr(error, "errors", None) or []:
        data = getattr(item, "error_data", None)
        names = getattr(data, "field_name", None) or getattr(data, "field_names", None) or []
        if not names:
            names = [
                getattr(field, "name", field) for field in getattr(data, "incoming_fields", [])
            ]
        if not names:
            names = _VARIABLE.findall(item.message)
        place = _PATH.search(item.message)
        rows.append(
            {
                "step": None,
                "class": getattr(getattr(item, "reason", None), "name", "config"),
                "message": stable(item.message).split("\n")[0],
                "path": place.group(1) if place else "root",
                "names": sorted([names] if isinstance(names, str) else names),
            }
        )
    if not rows:
        rows = [described(error)]
        rows[0]["message"] = stable(str(error))
    return rows


@contextlib.contextmanager
def _fresh(request: Request) -> Iterator[None]:
    """An empty working directory, the request's environment and import root, and no trace of them afterwards."""
    home, path = os.getcwd(), list(sys.path)
    modules = set(sys.modules)
    environment = dict(os.environ)
    os.environ.update(request.run.get("env") or {})
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        os.chdir(folder)
        sys.path.insert(0, request.root)
        try:
            yield
        finally:
            os.chdir(home)
            sys.path[:] = path
            os.environ.clear()
            os.environ.update(environment)
            # A namespace package's place is asked of its parent, which goes after it.
            for name in sorted(set(sys.modules) - modules, reverse=True):
                place = getattr(sys.modules[name], "__file__", None) or ""
                search = getattr(sys.modules[name], "__path__", None)
                if not place and search is not None:
                    place = next(iter(search), "")
                if place.startswith(request.root):
                    del sys.modules[name]
