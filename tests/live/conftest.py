"""Pipelines of these tests are defined in the tests themselves, as on any Python code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import modec


@pytest.fixture
def journal() -> list[Any]:
    """What the solids and resources of a test note down."""
    return []


@pytest.fixture(autouse=True)
def quiet(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """The log of runs is not part of the tests' output."""
    yield
    capfd.readouterr()


@pytest.fixture
def one() -> Any:
    """A solid that gives 1."""

    @modec.solid
    def one(_: Any) -> int:
        return 1

    return one
