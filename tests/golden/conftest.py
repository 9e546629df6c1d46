"""The golden runner's fixtures."""

from __future__ import annotations

import pytest


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether new scripts are to be recorded (`--update-golden`)."""
    return bool(request.config.getoption("--update-golden"))
