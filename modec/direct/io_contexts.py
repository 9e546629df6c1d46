"""Contexts that tests build to call IO managers themselves (3.15)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from modec.direct.contexts import EPHEMERAL, DirectContext
from modec.runtime.errors import DagsterInvariantViolationError, ParameterCheckError
from modec.runtime.io_managers import InputContext, OutputContext


class DirectOutputContext(DirectContext, OutputContext):  # type: ignore[override]
    """An `OutputContext` without a run."""

    builder = "build_output_context"

    def __init__(self, resources: Mapping[str, Any] | None, **values: Any) -> None:
        DirectContext.__init__(self, resources)
        self.__dict__.update(values)

    def get_output_identifier(self) -> list[str]:
        """Run id, step key, output name and mapping key."""
        return super().get_output_identifier()

    def __getattr__(self, name: str) -> NoReturn:
        raise _not_in_io_context(name, "output")


class DirectInputContext(DirectContext, InputContext):  # type: ignore[override]
    """An `InputContext` without a run."""

    builder = "build_input_context"

    def __init__(self, resources: Mapping[str, Any] | None, **values: Any) -> None:
        DirectContext.__init__(self, resources)
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> NoReturn:
        raise _not_in_io_context(name, "input")


def _not_in_io_context(name: str, kind: str) -> Exception:
    if name.startswith("__"):
        return AttributeError(name)
    return MissingValueError(
        f"Attempting to access {name}, but it was not provided when constructing the "
        f"{kind.capitalize()}Context"
    )


class MissingValueError(DagsterInvariantViolationError, AttributeError):
    """Something that was not given when the context was built."""


def build_output_context(
    step_key: str | None = None,
    name: str | None = None,
    metadata: Mapping[str, Any] | None = None,
    run_id: str | None = None,
    mapping_key: str | None = None,
    config: Any = None,
    dagster_type: Any = None,
    version: str | None = None,
    resource_config: Mapping[str, Any] | None = None,
    resources: Mapping[str, Any] | None = None,
    solid_def: Any = None,
) -> DirectOutputContext:
    """A context to call an IO manager's `handle_output` with."""
    _texts(step_key=step_key, name=name, run_id=run_id, mapping_key=mapping_key, version=version)
    given = {"step_key": step_key, "name": name, "solid_def": solid_def}
    given = {key: value for key, value in given.items() if value is not None}
    return DirectOutputContext(
        resources,
        **given,
        metadata=metadata,
        run_id=run_id or EPHEMERAL,
        mapping_key=mapping_key,
        config=config,
        dagster_type=dagster_type,
        version=version,
        resource_config=resource_config,
        step_context=None,
    )


def build_input_context(
    name: str | None = None,
    config: Any = None,
    metadata: Mapping[str, Any] | None = None,
    upstream_output: Any = None,
    dagster_type: Any = None,
    resource_config: Mapping[str, Any] | None = None,
    resources: Mapping[str, Any] | None = None,
) -> DirectInputContext:
    """A context to call an IO manager's `load_input` with."""
    _texts(name=name)
    given = {} if name is None else {"name": name}
    return DirectInputContext(
        resources,
        **given,
        config=config,
        metadata=metadata,
        upstream_output=upstream_output,
        dagster_type=dagster_type,
        resource_config=resource_config,
    )


def _texts(**given: Any) -> None:
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            raise ParameterCheckError(
                f'Param "{name}" is not a str. Got {value!r} which is type {type(value)}.'
            )
