"""The command line of a generated script."""

import argparse
import inspect
import sys
import uuid
from typing import Any, Callable, Optional, Sequence

from modec.runtime.errors import DagsterError, DagsterExecutionInterruptedError
from modec.runtime.log import open_log
from modec.runtime.run import Run


def main(
    body: Callable[[Run], Any],
    pipeline: str,
    config: Any = None,
    arguments: Optional[Sequence[str]] = None,
    source_lines: Any = None,
) -> int:
    """Runs the script's `run` function and returns the exit code.

    0 success, 1 the pipeline failed, 2 bad usage or bad config, 130 interrupted (after teardown). `config`
    is the script's `RunConfig`, if it takes any config; `source_lines` its `SourceLines`, if it has them.
    `--plan` prints the script's docstring.
    """
    script = sys.modules[body.__module__]
    parser = argparse.ArgumentParser(description=f"Runs the pipeline {pipeline}.")
    parser.add_argument(
        "--plan", action="store_true", help="show the resources and steps, and exit"
    )
    parser.add_argument(
        "--version-info", action="store_true", help="show what this was built from, and exit"
    )
    parser.add_argument("--log-level", type=str.upper, choices=LEVELS, metavar="LEVEL")
    parser.add_argument("--log-format", default="text", choices=["text", "json"])
    if config is not None:
        config.add_options(parser)
    options = parser.parse_args(arguments)
    if options.plan:
        print(inspect.getdoc(script))
        return 0
    if options.version_info:
        print(version_info(inspect.getsource(script)))
        return 0
    try:
        values = config.load(options, pipeline) if config is not None else {}
    except (DagsterError, OSError, ValueError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        if isinstance(error, DagsterError) and error.__cause__ is not None:
            print(f"{type(error.__cause__).__name__}: {error.__cause__}", file=sys.stderr)
        return 2
    log = open_log(pipeline, options.log_level or console_level(values), options.log_format)
    if source_lines is not None:
        log.handler.addFilter(source_lines)
    run = Run(pipeline, values, log, str(uuid.uuid4()))
    run.run_config = config.raw if config is not None else {}
    try:
        with run.interrupts.installed():
            return 0 if run.execute(body) else 1
    except (KeyboardInterrupt, DagsterExecutionInterruptedError):
        return 130


LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


def console_level(config: Any) -> str:
    """The level that the run config sets for the console; everything is shown where it says nothing (2.1)."""
    console = config.get("loggers", {}).get("console")
    return str(console["config"]["log_level"]) if console else "DEBUG"


def version_info(source: str) -> str:
    """The JSON of the header's line `# modec: {...}`."""
    mark = "# modec: "
    return next(line[len(mark) :] for line in source.splitlines() if line.startswith(mark))
