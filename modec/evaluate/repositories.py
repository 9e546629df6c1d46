"""Pipelines that only a repository makes: in its body, or in functions that it names, to be called when one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from modec.definitions.outside import Repository
from modec.definitions.pipeline import PipelineDefinition
from modec.diagnostics import InternalError
from modec.evaluate.machine import Machine
from modec.evaluate.values import UserFunction, Value

_SECTIONS = ("pipelines", "jobs")


def pipelines_of_repositories(
    machine: Machine, variables: Mapping[str, Value]
) -> dict[str, PipelineDefinition]:
    """The pipelines that the repositories among a module's variables hold, by name.

    What cannot be followed is left out: a repository is for others, and a pipeline of the module's is found without it.
    """
    found: dict[str, PipelineDefinition] = {}
    for value in variables.values():
        if isinstance(value, Repository) and isinstance(value.function, UserFunction):
            for pipeline in _held(machine, _called(machine, value.function)):
                found.setdefault(pipeline.name, pipeline)
    return found


def _held(machine: Machine, given: Value) -> Iterator[PipelineDefinition]:
    """What a repository's function gives: a list, or a dict with a section of pipelines or of functions that make them."""
    if isinstance(given, (list, tuple)):
        yield from (item for item in given if isinstance(item, PipelineDefinition))
    elif isinstance(given, dict):
        for section in _SECTIONS:
            entries = given.get(section)
            for entry in entries.values() if isinstance(entries, dict) else ():
                made = _called(machine, entry) if isinstance(entry, UserFunction) else entry
                if isinstance(made, PipelineDefinition):
                    yield made


def _called(machine: Machine, function: UserFunction) -> Value:
    """What a function without arguments gives; None where that cannot be followed."""
    machine.budget.next_statement()
    try:
        return machine.interpret(function, (), {})
    except InternalError:
        raise
    except Exception:  # as of a statement that evaluation trips over
        return None
