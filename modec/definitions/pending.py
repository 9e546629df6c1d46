"""A node with an alias, tags, hooks or a retry policy, on its way to being invoked (3.2)."""

from __future__ import annotations

import ast
from collections import namedtuple
from typing import Any

from modec.definitions.checks import invalid, known, tags_of
from modec.definitions.composition import Composition, current, is_in_composition
from modec.definitions.dependency import hooks_of
from modec.definitions.handles import Collected, DynamicHandle, GraphInput, OutputHandle
from modec.definitions.hook import HookDefinition
from modec.definitions.names import check_name
from modec.definitions.node import NodeDefinition
from modec.definitions.origin import here
from modec.definitions.retry import optional_retry_policy
from modec.runtime.errors import DagsterInvariantViolationError
from modec.vocabulary import live


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

    def uninvoked(self, composition: Composition) -> str:
        """What a warning says of it where it was never invoked."""
        said = [
            f"While in {composition.source} context '{composition.name}', received an uninvoked solid "
            f"'{self.node_def.name}'."
        ]
        if self.given_alias:
            said.append(f"'{self.node_def.name}' was aliased as '{self.given_alias}'.")
        if self.tags:
            said.append(f"Provided tags: {self.tags}.")
        if self.hook_defs:
            said.append(f"Provided hook definitions: {[hook.name for hook in self.hook_defs]}.")
        return "\n".join(said) + "\n"

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
            return live("invoke_solid")(
                self.node_def, args, kwargs, self.given_alias or "", self.tags
            )
        if not is_in_composition():
            name = self.given_alias or self.node_def.name
            raise DagsterInvariantViolationError(
                f"Attempted to call composite solid '{name}' outside of a composition function. Invoking composite "
                "solids is only valid in a function decorated with @pipeline or @composite_solid."
            )
        bindings = self._bindings(args, kwargs)
        name = current().record(self, bindings)
        outputs, within = self.node_def.output_defs, current().shown
        handles: list[OutputHandle] = [
            (DynamicHandle if each.is_dynamic else OutputHandle)(name, each.name, within)
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
    if isinstance(getattr(value, "node", None), ast.ListComp):  # of how many, only the run knows
        known(f"what is handed to input {name!r} of {called!r}", value)
    kind = type(value).__name__
    raise invalid(
        f'In {shown}, received invalid type {type(value)} for input "{name}" {where} in solid invocation '
        f'"{called}". Must pass the output from previous solid invocations or inputs to the composition function as '
        "inputs when invoking solids during composition.",
        reason=f"{shown} hands a value ({kind}) to input {name!r} of {called!r}; it can only hand on what solids give",
        help=f"give the value in run config (solids.{called}.inputs.{name}), as the input's default, or by a solid "
        "that returns it",
    )
