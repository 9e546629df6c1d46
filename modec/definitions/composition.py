"""What happens while the body of a pipeline, composite or graph is run: invocations are recorded (3.2)."""

from __future__ import annotations

import warnings
from collections import namedtuple
from dataclasses import dataclass, field
from typing import Any, NoReturn

from modec.definitions.checks import invalid, tags_of
from modec.definitions.dependency import (
    Dependency,
    DependencyDefinition,
    DynamicCollectDependencyDefinition,
    MappedInputPlaceholder,
    MultiDependencyDefinition,
    SolidInvocation,
    hooks_of,
)
from modec.definitions.hook import HookDefinition
from modec.definitions.inputs import InputDefinition, InputMapping
from modec.definitions.names import check_name
from modec.definitions.node import NodeDefinition
from modec.definitions.origin import here
from modec.definitions.outputs import OutputDefinition, OutputMapping
from modec.definitions.retry import optional_retry_policy
from modec.diagnostics import Span
from modec.runtime.errors import CheckError, DagsterInvariantViolationError


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


class OutputHandle:
    """What invoking a node gives for an output: a promise, no value. It can only be handed to other nodes."""

    kind = "output"
    shown_class = "InvokedSolidOutputHandle"

    def __init__(self, solid_name: str, output_name: str) -> None:
        self.solid_name = solid_name
        self.output_name = output_name

    def _refuse(self, attempt: str, advice: str = "") -> NoReturn:
        raise DagsterInvariantViolationError(
            f"Attempted to {attempt} an {self.shown_class}. This object represents the {self.kind} "
            f'"{self.output_name}" from the solid "{self.solid_name}". {advice}'.rstrip()
        )

    def __iter__(self) -> Any:
        self._refuse(
            "iterate over",
            "Consider defining multiple OutputDefinitions if you seek to pass different parts of this output to "
            "different solids.",
        )

    def __getitem__(self, index: Any) -> Any:
        self._refuse(
            "index in to",
            "Consider defining multiple OutputDefinitions if you seek to pass different parts of this output to "
            "different solids.",
        )

    def alias(self, _name: Any) -> Any:
        """Refused: the node was invoked already."""
        self._refuse("call alias on", "It is already invoked: check the location of parentheses.")

    def with_hooks(self, _hooks: Any) -> Any:
        """Refused: the node was invoked already."""
        self._refuse(
            "call with_hooks on", "It is already invoked: check the location of parentheses."
        )


class DynamicHandle(OutputHandle):
    """The handle of a dynamic output, or of a step mapped over one: `map` or `collect` unpack it (3.7)."""

    kind = "dynamic output"
    shown_class = "InvokedSolidDynamicOutputWrapper"

    def map(self, fn: Any) -> Any:
        """What `fn` gives for an element, as dynamic handles again. `fn` is called once, now."""
        result = fn(OutputHandle(self.solid_name, self.output_name))
        if result is None or isinstance(result, DynamicHandle):
            return result
        if isinstance(result, OutputHandle):
            return DynamicHandle(result.solid_name, result.output_name)
        if isinstance(result, tuple) and all(isinstance(each, OutputHandle) for each in result):
            return tuple(DynamicHandle(each.solid_name, each.output_name) for each in result)
        raise CheckError(
            "Could not handle output from map function invoked on "
            f"{self.solid_name}:{self.output_name}, received {result}"
        )

    def collect(self) -> Collected:
        """All of its values, as a list."""
        return Collected(self.solid_name, self.output_name)


@dataclass(frozen=True)
class Collected:
    """What `collect` gives."""

    solid_name: str
    output_name: str


@dataclass(frozen=True)
class GraphInput:
    """An input of the graph whose body is being run."""

    input_def: InputDefinition


class PendingInvocation:
    """A node with an alias, tags, hooks or a retry policy, before it is invoked."""

    def __init__(
        self,
        node_def: NodeDefinition,
        given_alias: str | None = None,
        tags: dict[str, str] | None = None,
        hook_defs: tuple[HookDefinition, ...] = (),
        retry_policy: Any = None,
    ) -> None:
        self.node_def = node_def
        self.given_alias = given_alias
        self.tags = dict(tags or {})
        self.hook_defs = hook_defs
        self.retry_policy = retry_policy
        self.origin = here()

    def _changed(self, **changes: Any) -> PendingInvocation:
        values = {
            "given_alias": self.given_alias,
            "tags": self.tags,
            "hook_defs": self.hook_defs,
            "retry_policy": self.retry_policy,
            **changes,
        }
        made = PendingInvocation(self.node_def, **values)
        if is_in_composition():
            current().pending.pop(self.given_alias or self.node_def.name, None)
            current().pending[made.given_alias or made.node_def.name] = made
        return made

    def alias(self, name: str) -> PendingInvocation:
        """The same under another name. Raises `DagsterInvalidDefinitionError` for a bad name."""
        return self._changed(given_alias=check_name(name))

    def tag(self, tags: Any) -> PendingInvocation:
        """The same with more tags."""
        return self._changed(tags={**self.tags, **tags_of(tags)})

    def with_hooks(self, hook_defs: Any) -> PendingInvocation:
        """The same with more hooks."""
        more = {hook.name: hook for hook in (*self.hook_defs, *hooks_of(hook_defs))}
        return self._changed(hook_defs=tuple(more[name] for name in sorted(more)))

    def with_retry_policy(self, retry_policy: Any) -> PendingInvocation:
        """The same with a retry policy."""
        return self._changed(retry_policy=optional_retry_policy(retry_policy))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The handles of the outputs: none, one, or a named tuple (3.2).

        Raises `DagsterInvalidDefinitionError` for arguments that are no handles.
        """
        if not is_in_composition() and not self.node_def.is_graph:
            from modec.definitions.invocation import invoke_solid

            return invoke_solid(self.node_def, args, kwargs, self.given_alias or "")  # type: ignore[arg-type]
        if not is_in_composition():
            name = self.given_alias or self.node_def.name
            raise DagsterInvariantViolationError(
                f"Attempted to call composite solid '{name}' outside of a composition function. Invoking composite "
                "solids is only valid in a function decorated with @pipeline or @composite_solid."
            )
        bindings = self._bindings(args, kwargs)
        name = current().record(self, bindings)
        outputs = self.node_def.output_defs
        handles: list[OutputHandle] = [
            (DynamicHandle if each.is_dynamic else OutputHandle)(name, each.name)
            for each in outputs
        ]
        if len(handles) < 2:
            return handles[0] if handles else None
        made = namedtuple("outputs", [each.name for each in outputs], rename=True)  # type: ignore[misc]
        return made(*handles)

    def _bindings(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        definition = self.node_def
        called = self.given_alias or definition.name
        if len(args) > len(definition.input_defs):
            raise invalid(
                f"In {current().shown}, received too many inputs for invocation {called}. Only "
                f"{len(definition.input_defs)} defined, received {len(args)}"
            )
        positional = list(definition.positional_inputs)
        others = [name for name in definition.input_dict if name not in positional]
        if (
            len(others) == 1
        ):  # one input that is no parameter (Nothing): it can only be meant by the last place
            positional += others
        bindings: dict[str, Any] = {}
        for index, value in enumerate(args):
            if index >= len(positional):
                raise invalid(
                    f"In {current().shown}, could not resolve input based on position at index {index} for invocation "
                    f"{called}. Use keyword args instead, available inputs are: {list(definition.input_dict)}"
                )
            name = positional[index]
            bindings[name] = _binding(called, name, value, f"(at position {index})")
        for name, value in kwargs.items():
            bindings[name] = _binding(called, name, value, "(passed by keyword)")
        return bindings


def _binding(called: str, name: str, value: Any, where: str) -> Any:
    """`value`, which must be something that can feed an input."""
    shown = current().shown
    if isinstance(value, DynamicHandle):
        raise invalid(
            f"In {shown}, received the dynamic output {value.output_name} from solid {value.solid_name} directly. "
            "Dynamic output must be unpacked by invoking map or collect."
        )
    if isinstance(value, (OutputHandle, GraphInput, Collected)):
        return value
    if isinstance(value, list):
        for index, each in enumerate(value):
            if isinstance(each, DynamicHandle) or not isinstance(each, (OutputHandle, GraphInput)):
                raise invalid(
                    f"In {shown}, received a list containing an invalid type at index {index} for input "
                    f'"{name}" {where} in solid invocation {called}. Lists can only contain the output from previous '
                    f"solid invocations or input mappings, received {type(each)}"
                )
        return list(value)
    if isinstance(value, tuple) and value and all(isinstance(each, OutputHandle) for each in value):
        raise invalid(
            f'In {shown}, received a tuple of multiple outputs for input "{name}" {where} in solid invocation {called}. '
            "Must pass individual output, available from tuple: "
            f"{getattr(value, '_fields', tuple(each.output_name for each in value))}"
        )
    if isinstance(value, (PendingInvocation, NodeDefinition)):
        raise invalid(
            f'In {shown}, received an un-invoked solid for input "{name}" {where} in solid invocation "{called}". '
            "Did you forget parentheses?"
        )
    raise invalid(
        f'In {shown}, received invalid type {type(value)} for input "{name}" {where} in solid invocation '
        f'"{called}". Must pass the output from previous solid invocations or inputs to the composition function as '
        "inputs when invoking solids during composition."
    )


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
        returned = {} if ignore_result else _returned(result, output_defs, name)
    finally:
        _STACK.pop()
    for pending in composition.pending.values():
        composition.remark(
            "MD361",
            pending.origin,
            f"While in {source} context '{name}', received an uninvoked solid '{pending.node_def.name}'.",
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


def _returned(
    result: Any, output_defs: list[OutputDefinition], name: str
) -> dict[str, OutputMapping]:
    """Which outputs of a composite come from what its body returned (3.8)."""
    if result is None:
        return {}
    by_name = {each.name: each for each in output_defs}
    if isinstance(result, OutputHandle):
        if len(output_defs) != 1:
            raise invalid(
                f"Returned a single output ({result.solid_name}.{result.output_name}) in @composite_solid {name} but "
                f"{len(output_defs)} outputs are defined. Return a dict to map defined outputs."
            )
        only = output_defs[0]
        return {only.name: only.mapping_from(result.solid_name, result.output_name)}
    if isinstance(result, tuple) and all(isinstance(each, OutputHandle) for each in result):
        for each in result:
            if each.output_name not in by_name:
                raise invalid(
                    f"Output name mismatch returning output tuple in @composite_solid {name}. No matching "
                    f"OutputDefinition named {each.output_name} for {each.solid_name}.{each.output_name}. Return a "
                    "dict to map to the desired OutputDefinition"
                )
        return {
            each.output_name: by_name[each.output_name].mapping_from(
                each.solid_name, each.output_name
            )
            for each in result
        }
    if isinstance(result, dict):
        mappings = {}
        for key, each in result.items():
            if key not in by_name:
                raise invalid(
                    f"@composite_solid {name} referenced key {key} which does not match any OutputDefinitions. Valid "
                    f"options are: {list(by_name)}"
                )
            if not isinstance(each, OutputHandle):
                raise invalid(
                    f"@composite_solid {name} returned problematic dict entry under key {key} of type {type(each)}. "
                    "Dict values must be outputs of invoked solids"
                )
            mappings[key] = by_name[key].mapping_from(each.solid_name, each.output_name)
        return mappings
    raise invalid(
        f"@composite_solid {name} returned problematic value of type {type(result)}. Expected return value from "
        "invoked solid or dict mapping output name to return values from invoked solids"
    )
