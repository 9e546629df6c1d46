"""Where log lines go (2.1)."""

from __future__ import annotations

import logging
from typing import Any

from modec.runtime.context import InitLoggerContext
from modec.runtime.loggers import use_loggers
from modec.runtime.main import console_level


def test_the_loggers_of_the_author_get_every_line(pipeline: Any, caplog: Any) -> None:
    mine = logging.Logger("mine", logging.INFO)
    mine.addHandler(caplog.handler)
    use_loggers(pipeline, mine)
    pipeline.step("a", lambda log: log.info("hello %s", "you"), pipeline.log)
    pipeline.log.of("resource:db").warning("100%")
    assert caplog.messages == ["p - run-1 - a - hello you", "resource:db - run-1 - 100%"]
    assert pipeline.recorder.lines == []


def test_errors_go_there_with_their_tracebacks(pipeline: Any, caplog: Any) -> None:
    mine = logging.Logger("mine", logging.ERROR)
    mine.addHandler(caplog.handler)
    use_loggers(pipeline, mine)
    pipeline.step("a", lambda: 1 / 0)
    assert "ZeroDivisionError" in caplog.text


def test_the_level_of_the_console_is_config() -> None:
    assert console_level({}) == console_level({"loggers": {}}) == "DEBUG"
    assert console_level({"loggers": {"console": {"config": {"log_level": "info"}}}}) == "info"


def test_the_context_of_a_logger_function(pipeline: Any) -> None:
    context = InitLoggerContext(pipeline, {"a": 1})
    assert context.logger_config == {"a": 1} and context.run_id == "run-1"
    assert not hasattr(context, "pipeline_def")
