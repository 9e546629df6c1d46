"""The command line of a script: exit codes, options, interrupts (5.7)."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import types
from typing import Any

import pytest

from modec.runtime.errors import DagsterError
from modec.runtime.main import main
from modec.runtime.run import Run


def as_script(body: Any, name: str = "script_under_test") -> Any:
    """`body` as if it were the `run` of a script with a docstring."""
    module = types.ModuleType(name, '"p" in mode "m".\n\nsteps  a -> b\n')
    sys.modules[name] = module
    body.__module__ = name
    return body


class Config:
    """Stands for a `RunConfig`."""

    raw = {"given": 1}

    def add_options(self, parser: Any) -> None:
        parser.add_argument("--config")

    def load(self, options: Any, pipeline: str) -> Any:
        if options.config == "bad":
            raise DagsterError("Error in config for pipeline p")
        return {"path": options.config}


def test_success_and_failure() -> None:
    assert main(as_script(lambda pipeline: pipeline.step("a", lambda: 1)), "p", arguments=[]) == 0
    assert (
        main(as_script(lambda pipeline: pipeline.step("a", lambda: 1 / 0)), "p", arguments=[]) == 1
    )


def test_the_plan_is_the_docstring(capsys: Any) -> None:
    assert main(as_script(lambda pipeline: 1 / 0), "p", arguments=["--plan"]) == 0
    assert capsys.readouterr().out == '"p" in mode "m".\n\nsteps  a -> b\n'


def test_bad_usage_and_bad_config(capsys: Any) -> None:
    body = as_script(lambda pipeline: None)
    with pytest.raises(SystemExit) as caught:
        main(body, "p", arguments=["--config", "x"])
    assert caught.value.code == 2
    assert main(body, "p", Config(), ["--config", "bad"]) == 2
    assert "Error in config for pipeline p" in capsys.readouterr().err


def test_config_reaches_the_run() -> None:
    seen: list[Any] = []
    assert (
        main(
            as_script(lambda pipeline: seen.extend([pipeline.config, pipeline.run_config])),
            "p",
            Config(),
            ["--config", "x"],
        )
        == 0
    )
    assert seen == [{"path": "x"}, {"given": 1}]


@pytest.fixture(autouse=True)
def handlers() -> Any:
    """Gives the signals back to pytest afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_fails_the_step_tears_down_and_exits_130(number: int) -> None:
    seen: list[str] = []

    def resource() -> Any:
        yield
        seen.append("down")

    def body(pipeline: Run) -> None:
        pipeline.resource("r", resource)
        pipeline.step("a", lambda: os.kill(os.getpid(), number))
        pipeline.step("b", lambda: seen.append("b"))

    assert main(as_script(body), "p", arguments=[]) == 130
    assert seen == ["down"]


def test_log_lines_as_json(capsys: Any) -> None:
    def body(pipeline: Run) -> None:
        pipeline.step("a", lambda log: log.info("hello %s", "you"), pipeline.log)
        pipeline.step("b", lambda: 1 / 0)

    main(as_script(body), "p", arguments=["--log-format", "json", "--log-level", "info"])
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["source"], line["level"]) for line in lines] == [
        ("a", "INFO"),
        ("b", "ERROR"),
        ("p", "ERROR"),
    ]
    assert lines[0]["message"] == "hello you"
    assert lines[1]["event"] == "STEP_FAILURE" and "ZeroDivisionError" in lines[1]["error"]


def test_levels_may_be_named(pipeline: Any) -> None:
    pipeline.log.log("warning", "a")
    pipeline.log.of("resource:db").info("b")
    assert pipeline.recorder.lines == [("p", "WARNING", "a"), ("resource:db", "INFO", "b")]


def test_signals_go_where_they_went_before_once_the_run_is_over() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    inside: list[Any] = []
    body = as_script(lambda pipeline: inside.append(signal.getsignal(signal.SIGTERM)))
    assert main(body, "p", arguments=[]) == 0
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
    assert inside[0] != before[1]


def test_a_script_may_run_in_a_thread() -> None:
    codes: list[int] = []
    body = as_script(lambda pipeline: pipeline.step("a", lambda: 1))
    thread = threading.Thread(target=lambda: codes.append(main(body, "p", arguments=[])))
    thread.start()
    thread.join()
    assert codes == [0]
