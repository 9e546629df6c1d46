"""What happens while the body of a pipeline, composite or graph is run: invocations are recorded (3.2)."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from modec.definitions.checks import invalid
from modec.definitions.dependency import (
    Dependency,
    DependencyDefinition,
    DynamicCollectDependencyDefinition,
    MappedInputPlaceholder,
    MultiDependencyDefinition,
    SolidInvocation,
)
from modec.definitions.handles import Collected, GraphInput
from modec.definitions.inputs import InputDefinition, InputMapping
from modec.definitions.node import NodeDefinition
from modec.definitions.origin import here
from modec.definitions.outputs import OutputDefinition, OutputMapping
from modec.definitions.returned import returned_outputs
from modec.diagnostics import Span
from modec.runtime.errors import DagsterInvariantViolationError

if TYPE_CHECKING:
    from modec.definitions.pending import PendingInvocation


@dataclass(frozen=True)
class Remark:
    """What a body does to no effect: a finding's code, its place, and the names in it."""

    code: str
    origin: Span | None
    names: dict[str, Any]


@dataclass
class Composition:
    """The invocations of one body so far. `source` says what kind it is, as messages name it: `@pipeline`."""

    name: str
    source: str
    invocations: dict[str, tuple[SolidInvocation, NodeDefinition, dict[str, Any]]] = field(
        default_factory=dict
    )
    uses: dict[str, int] = field(default_factory=dict)
    pending: dict[str, PendingInvocation] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, code: str, origin: Span | None, said: str, **names: str) -> None:
        """Dagster warns of this while it imports; a build keeps it as a finding of the graph."""
        if here() is None:
            warnings.warn(said, stacklevel=3)
        else:
            self.remarks.append(Remark(code, origin, names))

    @property
    def shown(self) -> str:
        """`@pipeline name`."""
        return f"{self.source} {self.name}"

    def record(self, invocation: PendingInvocation, bindings: dict[str, Any]) -> str:
        """Adds an invocation and gives the name of its node: `x`, `x_2`, ... unless an alias was given."""
        definition = invocation.node_def
        name = invocation.given_alias
        self.pending.pop(name or definition.name, None)
        if name is None:
            self.uses[definition.name] = self.uses.get(definition.name, 0) + 1
            count = self.uses[definition.name]
            name = definition.name if count == 1 else f"{definition.name}_{count}"
        if name in self.invocations:
            raise invalid(
                f"{self.shown} invoked the same node ({name}) twice without aliasing.",
                help="give each use a name of its own: .alias(...)",
            )
        key = SolidInvocation(definition.name, name, invocation.tags, None, invocation.retry_policy)
        key.hook_defs = invocation.hook_defs
        self.invocations[name] = (key, definition, bindings)
        return name


_STACK: list[Composition] = []


def is_in_composition() -> bool:
    """Whether a body is being run."""
    return bool(_STACK)


def current() -> Composition:
    """The innermost body that is being run. Raises `DagsterInvariantViolationError` outside of one."""
    if not _STACK:
        raise DagsterInvariantViolationError(
            "This is only possible in the body of a function decorated with @pipeline, @composite_solid or @graph."
        )
    return _STACK[-1]


@dataclass
class Composed:
    """What a body recorded: the parts of a graph."""

    node_defs: list[NodeDefinition]
    dependencies: dict[Any, dict[str, Dependency]]
    input_mappings: list[InputMapping]
    output_mappings: list[OutputMapping]
    remarks: list[Remark]


def compose(
    source: str,
    name: str,
    fn: Any,
    input_defs: list[InputDefinition],
    output_defs: list[OutputDefinition],
    outputs_are_explicit: bool,
    ignore_result: bool,
) -> Composed:
    """Runs the body of a composition once, with handles for its inputs (3.2).

    `ignore_result`: what it returns means nothing, as in a pipeline. Raises `DagsterInvalidDefinitionError`
    for inputs and outputs that are not mapped.
    """
    composition = Composition(name, source)
    _STACK.append(composition)
    try:
        result = fn(**{each.name: GraphInput(each) for each in input_defs})
        if ignore_result and result is not None:
            composition.remark(
                "MD360",
                here(),
                "You have returned a value out of a @pipeline-decorated function. This has no effect: do not "
                "return anything out of this function.",
                pipeline=name,
            )
        returned = {} if ignore_result else returned_outputs(result, output_defs, name)
    finally:
        _STACK.pop()
    for pending in composition.pending.values():
        composition.remark(
            "MD361",
            pending.origin,
            pending.uninvoked(composition),
            within=name,
            solid=pending.given_alias or pending.node_def.name,
        )
    composed = _parts(composition)
    mapped = {mapping.definition.name for mapping in composed.input_mappings}
    for input_def in input_defs:
        if input_def.name not in mapped:
            raise invalid(
                f"{source} '{name}' has unmapped input '{input_def.name}'. Remove it or pass it to the appropriate "
                "solid invocation."
            )
    order = {each.name: index for index, each in enumerate(input_defs)}
    composed.input_mappings.sort(key=lambda mapping: order[mapping.definition.name])
    for output_def in output_defs:
        if output_def.name in returned:
            composed.output_mappings.append(returned[output_def.name])
        elif outputs_are_explicit and not ignore_result:
            raise invalid(
                f"{source} '{name}' has unmapped output '{output_def.name}'. Remove it or return a value from the "
                "appropriate solid invocation."
            )
    return composed


def _parts(composition: Composition) -> Composed:
    definitions: dict[str, NodeDefinition] = {}
    composed = Composed([], {}, [], [], composition.remarks)
    for node_name, (key, definition, bindings) in composition.invocations.items():
        if definitions.setdefault(definition.name, definition) is not definition:
            raise invalid(
                f'Detected conflicting solid definitions with the same name "{definition.name}"',
                span=key.origin or here(),
            )
        dependencies: dict[str, Dependency] = {}
        for name, value in bindings.items():
            if isinstance(value, GraphInput):
                composed.input_mappings.append(value.input_def.mapping_to(node_name, name))
            elif isinstance(value, Collected):
                dependencies[name] = DynamicCollectDependencyDefinition(
                    value.solid_name, value.output_name
                )
            elif isinstance(value, list):
                dependencies[name] = _fan_in(composed, node_name, name, value)
            else:
                dependencies[name] = DependencyDefinition(value.solid_name, value.output_name)
        composed.dependencies[key] = dependencies
    composed.node_defs = list(definitions.values())
    return composed


def _fan_in(composed: Composed, node_name: str, name: str, values: list[Any]) -> Dependency:
    entries: list[Any] = []
    for index, value in enumerate(values):
        if isinstance(value, GraphInput):
            entries.append(MappedInputPlaceholder)
            composed.input_mappings.append(value.input_def.mapping_to(node_name, name, index))
        else:
            entries.append(DependencyDefinition(value.solid_name, value.output_name))
    return MultiDependencyDefinition(entries)
