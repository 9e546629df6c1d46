"""The golden runner's fixtures."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture
def updating(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Callable[[str], None] | None:
    """With `--update-golden`, what takes the diff of a recorded file; else None."""
    if not request.config.getoption("--update-golden"):
        return None

    def show(diff: str) -> None:
        if diff:
            record_property("golden diff", diff)

    return show
