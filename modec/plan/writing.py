"""Which outputs the run config has written to files: its `outputs` entries (3.15)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from modec.definitions.checks import is_residual
from modec.plan.records import PlannedOutput, PlannedStep

Path = tuple[str, ...]

_SECTIONS = ("solids", "ops")
"""Two names of one section."""


def outputs_paths(step: PlannedStep) -> tuple[Path, ...]:
    """Where the `outputs` of a step stand in the run config, and those of the composites around it, from the inside out.

    An entry of a composite's means each output of that name inside of it, whatever the composite maps.
    """
    own = step.config_path[:-1]
    return tuple((*own[:end], "outputs") for end in range(len(own), 0, -2))


def is_asked_for(step: PlannedStep, output: PlannedOutput, run_config: Mapping[str, Any]) -> bool:
    """Whether the run config has the output's values written."""
    return any(
        is_residual(entry) or (isinstance(entry, Mapping) and output.name in entry)
        for path in outputs_paths(step)
        for entry in entries_at(run_config, path)
    )


def entries_at(run_config: Any, path: Path) -> Iterator[Any]:
    """The entries of an `outputs` section; none where there is no such list, a residual where only the run knows."""
    for name in path:
        names = _SECTIONS if name in _SECTIONS else (name,)
        if not isinstance(run_config, Mapping):
            return
        given = [run_config[each] for each in names if each in run_config]
        run_config = given[0] if given else None
        if is_residual(run_config):
            yield run_config
            return
    if isinstance(run_config, list):
        yield from run_config
