"""Connections between steps that can only fail: what is handed on is never what is taken."""

from __future__ import annotations

from collections.abc import Iterator

from modec.definitions.io_managers import IOManagerDefinition
from modec.definitions.node import NodeDefinition
from modec.diagnostics import Diagnostic, Related, finding
from modec.inspect.invocations import invocation_of
from modec.plan.records import FromCollected, FromMany, FromMapped, FromStep, Plan, PlannedInput
from modec.runtime.types import (
    DagsterType,
    DictType,
    ListType,
    OptionalType,
    PythonObjectDagsterType,
    ScalarType,
    SetType,
    TupleType,
)

_CONTAINERS: dict[type[DagsterType], type] = {
    ListType: list,
    DictType: dict,
    SetType: set,
    TupleType: tuple,
}
_BUILTINS = (int, float, str, bytes, bool, list, dict, set, frozenset, tuple)
"""No value is an instance of two of them, unless one is the other's subclass."""


def impossible_connections(plan: Plan) -> Iterator[Diagnostic]:
    """MD356 for each input that its type check refuses whatever the step upstream hands on (3.12).

    An IO manager of the author's may load something else than was stored: what it handles is not judged.
    """
    for step in plan.steps:
        for planned in step.inputs:
            found = None if planned.nothing else _disagreeing(plan, planned)
            if found is not None:
                upstream, output, given = found
                yield finding(
                    "MD356",
                    invocation_of(plan, step.key) or step.solid.origin,
                    related=_declarations(plan, upstream, output, step.key, planned.name),
                    help="declare types that agree, or convert the value on its way",
                    step=step.key,
                    input=planned.name,
                    upstream=upstream,
                    output=output,
                    given=given,
                    expected=planned.type.display_name,
                )


def _disagreeing(plan: Plan, planned: PlannedInput) -> tuple[str, str, str] | None:
    """The step and output that cannot feed an input, and what it hands on."""
    source = planned.source
    if isinstance(source, FromMany):
        first = next((each for each in source.sources if isinstance(each, FromStep)), None)
        if first is None or not _excludes(planned.type, list):
            return None
        return first.step, first.output, "handed on in a list"
    if not isinstance(source, (FromStep, FromMapped, FromCollected)):
        return None
    output = next(each for each in plan.step(source.step).outputs if each.name == source.output)
    manager = plan.mode.resource_defs.get(output.io_manager_key)
    if not isinstance(manager, IOManagerDefinition) or manager.builtin is None:
        return None
    if isinstance(source, FromCollected):
        wrong = _excludes(planned.type, list)
        return (source.step, source.output, "collected to a list") if wrong else None
    if output.type.is_nothing or not _disjoint(output.type, planned.type):
        return None
    return source.step, source.output, output.type.display_name


def _disjoint(given: DagsterType, taken: DagsterType) -> bool:
    """Whether no value passes the checks of both."""
    if isinstance(given, OptionalType) and isinstance(taken, OptionalType):
        return False
    kind = _python_type(given)
    return kind is not None and _excludes(taken, kind)


def _excludes(taken: DagsterType, kind: type) -> bool:
    own = _python_type(taken)
    return own is not None and not issubclass(own, kind) and not issubclass(kind, own)


def _python_type(dagster_type: DagsterType) -> type | None:
    """The builtin class that all values of a type are of, None aside; None where it is not so plain."""
    if isinstance(dagster_type, OptionalType):
        return _python_type(dagster_type.inner_type)
    if type(dagster_type) in (ScalarType, PythonObjectDagsterType):
        kind = getattr(dagster_type, "python_type", None)
        return next((each for each in _BUILTINS if each is kind), None)
    return _CONTAINERS.get(type(dagster_type))


def _declarations(plan: Plan, upstream: str, output: str, step: str, input: str) -> list[Related]:
    """The two declarations, those of functions' annotations at their solids."""
    given: NodeDefinition = plan.step(upstream).solid
    taken: NodeDefinition = plan.step(step).solid
    places = (
        (given.output_dict[output].origin or given.origin, f"output {output!r} is declared here"),
        (taken.input_dict[input].origin or taken.origin, f"input {input!r} is declared here"),
    )
    return [Related(span, label) for span, label in places if span is not None]
