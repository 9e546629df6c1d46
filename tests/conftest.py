"""Options of the whole suite."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--update-golden`."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="build and run every golden case, show what changes, and record it",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuses to record golden files in CI, which is there to compare them."""
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError(
            "--update-golden: not in CI, which compares golden files and never writes them"
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Shows what `--update-golden` changed."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "golden diff":
                terminalreporter.write(f"\n{value}")
