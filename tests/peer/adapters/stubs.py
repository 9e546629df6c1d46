"""Solids and instances that Dagster's tests borrow from its insides."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import modec
from modec.runtime.io_managers import InMemoryIOManager

__all__ = [
    "InMemoryIOManager",
    "create_root_solid",
    "create_solid_with_deps",
    "define_stub_solid",
    "input_set",
    "instance_for_test",
    "step_output_event_filter",
]


@contextlib.contextmanager
def instance_for_test(*args: Any, **kwargs: Any) -> Iterator[Any]:
    """An instance that stores nothing, for tests that only hand it on."""
    yield modec.DagsterInstance.ephemeral()


def define_stub_solid(name: str, value: Any) -> Any:
    """A solid that gives the value."""
    return modec.lambda_solid(name=name)(lambda: value)


def create_root_solid(name: str) -> Any:
    """A solid with an input of its own name that gives a list: what it was fed, and a note."""
    return _collecting(name, f"{name}_input")


def create_solid_with_deps(name: str, *others: Any) -> Any:
    """A solid with an input for each of the others, which gives all that it was fed, and a note."""
    return _collecting(name, *(other.name for other in others))


def _collecting(name: str, *inputs: str) -> Any:
    def collect(context: Any, fed: Any) -> Iterator[Any]:
        entries = {key: entry for rows in fed.values() for entry in rows for key in entry}
        yield modec.Output([*entries.values(), {context.solid.name: "compute_called"}])

    return modec.SolidDefinition(
        name=name,
        input_defs=[modec.InputDefinition(each) for each in inputs],
        compute_fn=collect,
        output_defs=[modec.OutputDefinition()],
    )


def input_set(name: str) -> Any:
    """What such solids are fed."""
    return {name: "input_set"}


def step_output_event_filter(events: Any) -> Iterator[Any]:
    """The events of outputs, as they come."""
    return (event for event in events if event.is_successful_output)
