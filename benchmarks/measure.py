"""Measures builds of one project, in a process of its own, so that the peak of its memory is that project's.

`python -m benchmarks.measure cold|again SOURCE` writes one JSON object on stdout. Times are the process's own CPU time: other
work on the machine does not count.
"""

from __future__ import annotations

import ast
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import black
import libcst

import modec.lower.piece  # noqa: F401 - modec imports it late
from modec.cache import piece_cache
from modec.collecting import seldom_collected, trees_collected
from modec.compiler import Built, analyse, build, inspect
from modec.diagnostics import timings

MODE = "real"


def main(arguments: list[str]) -> None:
    """Measure what the command line says."""
    kind, source = arguments
    recorded = _Recorded()
    result = _measured(Path(source))
    result["peak"] = _peak()
    result["formatted"] = len(recorded.formatted)
    result["parsed"] = len(recorded.parsed)
    if kind == "cold":
        recorded.stop()
        result["floor"] = _floor(Path(source), recorded)
    json.dump(result, sys.stdout)


def _measured(source: Path) -> dict[str, Any]:
    """The time of each stage of a build with its cache, and of the whole."""
    start = time.process_time()
    with (
        seldom_collected(),  # as `modec build` does
        timings.recorded_timings(time.process_time) as stages,
    ):
        with piece_cache(str(source)):
            analysis = analyse(source)
            built: Built = build(analysis, mode=MODE)
        with piece_cache(f"{source} inspected"):
            inspect(analysis, [built.plan])
    return {
        "stages": stages,
        "total": time.process_time() - start,
        "lines": built.text.count("\n"),
    }


class _Recorded:
    """The calls of Black and LibCST while a build runs."""

    def __init__(self) -> None:
        self.formatted: list[tuple[str, Any]] = []
        self.parsed: list[str] = []
        self._format, self._parse = black.format_str, libcst.parse_module
        black.format_str, libcst.parse_module = self._formatting, self._parsing  # type: ignore

    def stop(self) -> None:
        """Put the real functions back."""
        black.format_str, libcst.parse_module = self._format, self._parse

    def _formatting(self, text: str, *, mode: Any) -> str:
        if "_modec_piece_" not in text:  # the layout is no piece
            self.formatted.append((text, mode))
        return self._format(text, mode=mode)

    def _parsing(self, text: str) -> Any:
        self.parsed.append(text)
        return self._parse(text)


def _floor(source: Path, recorded: _Recorded) -> dict[str, float]:
    """What no compiler of this design can do without: reading the sources, parsing what changes, formatting.

    Garbage is collected as seldom as while a build runs.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(source.parent.rglob("*.py"))]
    with seldom_collected(), trees_collected():
        return {
            "ast.parse": _time(lambda: [ast.parse(text) for text in texts]),
            "LibCST": _time(lambda: [libcst.parse_module(text) for text in recorded.parsed]),
            "Black": _time(lambda: [black.format_str(t, mode=m) for t, m in recorded.formatted]),
        }


def _time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _peak() -> float:
    """The most memory that this process has had, in MB."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main(sys.argv[1:])
