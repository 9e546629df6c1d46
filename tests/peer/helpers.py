"""Helpers that Dagster's tests import from inside of Dagster, made of what modec has in their place."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import modec
from modec.definitions.config_conversion import to_config_type, to_field
from modec.definitions.dagster_types import resolve_type
from modec.definitions.pipeline import PipelineDefinition
from modec.plan.selection import subset
from modec.runtime.config_errors import DagsterInvalidConfigError
from modec.runtime.config_types import process_config as resolved

resolve_dagster_type = resolve_type
resolve_to_config_type = to_config_type
convert_potential_field = to_field


def get_pipeline_subset_def(self: PipelineDefinition, names: Any) -> PipelineDefinition:
    """A pipeline of some of the nodes."""
    made: PipelineDefinition = subset(self, sorted(names))[0]
    return made


PipelineDefinition.get_pipeline_subset_def = get_pipeline_subset_def  # type: ignore[attr-defined]


@contextlib.contextmanager
def instance_for_test(*args: Any, **kwargs: Any) -> Iterator[Any]:
    """An instance that stores nothing, for tests that only hand it on."""
    yield modec.DagsterInstance.ephemeral()


def define_stub_solid(name: str, value: Any) -> Any:
    """A solid that gives the value."""
    return modec.lambda_solid(name=name)(lambda: value)


def create_root_solid(name: str) -> Any:
    """A solid with an input of its own name that gives a list."""
    inp = modec.InputDefinition(f"{name}_input")

    @modec.solid(name=name, input_defs=[inp], output_defs=[modec.OutputDefinition()])
    def root(_: Any, **values: Any) -> Any:
        return [values[inp.name], {name: "compute_called"}]

    return root


def input_set(name: str) -> Any:
    """What `create_root_solid` is fed."""
    return {name: "input_set"}


def create_solid_with_deps(name: str, *others: Any) -> Any:
    """A solid with an input for each of the others."""
    inputs = [modec.InputDefinition(other.name) for other in others]

    @modec.solid(name=name, input_defs=inputs, output_defs=[modec.OutputDefinition()])
    def with_deps(_: Any, **values: Any) -> Any:
        return [item for each in values.values() for item in each] + [{name: "compute_called"}]

    return with_deps


def create_any_type(name: str, loader: Any = None, materializer: Any = None, **kwargs: Any) -> Any:
    """A type that accepts everything."""
    return modec.DagsterType(
        lambda _context, _value: True, name=name, loader=loader, materializer=materializer, **kwargs
    )


def print_config_type_to_string(config_type: Any, with_lines: bool = True) -> str:
    """How messages show a type, in one line."""
    return str(to_config_type(config_type).describe())


def process_config(config_type: Any, value: Any) -> Any:
    """The resolved value, or the errors."""
    try:
        found = resolved(to_config_type(config_type), value, "")
    except DagsterInvalidConfigError as error:
        return SimpleNamespace(success=False, errors=error.errors, value=None)
    return SimpleNamespace(success=True, errors=[], value=found)


def validate_config(config_type: Any, value: Any) -> Any:
    """What is wrong with the value."""
    errors = to_config_type(config_type).validate(value)
    return SimpleNamespace(success=not errors, errors=errors, value=value)


def merge_dicts(*dicts: Any) -> dict[Any, Any]:
    """One dict of them all; later ones win."""
    return {key: value for each in dicts for key, value in each.items()}


def coerce_valid_log_level(level: Any) -> Any:
    """The number of a level."""
    return level if isinstance(level, int) else getattr(logging, level)


@contextlib.contextmanager
def get_temp_file_name() -> Iterator[str]:
    """The path of a file that is gone afterwards."""
    with get_temp_file_names(1) as names:
        yield names[0]


@contextlib.contextmanager
def get_temp_file_names(number: int) -> Iterator[list[str]]:
    """Paths of files that are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield [os.path.join(folder, str(index)) for index in range(number)]


safe_tempfile_path = get_temp_file_name


def step_output_event_filter(events: Any) -> list[Any]:
    """The events of outputs."""
    return [event for event in events if event.event_type_value == "STEP_OUTPUT"]
