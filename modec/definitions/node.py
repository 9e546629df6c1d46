"""What solids and graphs have in common: inputs, outputs, tags, and being invoked in a composition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from modec.definitions.checks import list_of, optional_text, tags_of, with_finding
from modec.definitions.configurable import NamedConfigurable
from modec.definitions.inputs import InputDefinition
from modec.definitions.names import check_name
from modec.definitions.origin import here
from modec.definitions.outputs import OutputDefinition
from modec.diagnostics import Related, finding
from modec.runtime.errors import CheckError

if TYPE_CHECKING:
    from modec.definitions.pending import PendingInvocation
    from modec.definitions.solid import SolidDefinition


class NodeDefinition(NamedConfigurable):
    """A solid or a graph. Raises `DagsterInvalidDefinitionError`, and `CheckError` for a name used twice."""

    is_graph = False

    def __init__(
        self,
        name: str,
        input_defs: Sequence[InputDefinition],
        output_defs: Sequence[OutputDefinition],
        description: Any = None,
        tags: Any = None,
        positional_inputs: list[str] | None = None,
    ) -> None:
        self.name = check_name(name)
        self.description = optional_text("description", description)
        self.tags = tags_of(tags)
        self.input_defs: list[InputDefinition] = list_of("input_defs", input_defs, InputDefinition)
        self.output_defs: list[OutputDefinition] = list_of(
            "output_defs", output_defs, OutputDefinition
        )
        self.input_dict = {each.name: each for each in self.input_defs}
        self.output_dict = {each.name: each for each in self.output_defs}
        _check_names(self.name, "input", self.input_defs)
        _check_names(self.name, "output", self.output_defs)
        self.positional_inputs: list[str] = (
            list(self.input_dict) if positional_inputs is None else positional_inputs
        )
        self.origin = here()

    def input_def_named(self, name: str) -> InputDefinition:
        """The input of that name. Raises KeyError."""
        return self.input_dict[name]

    def output_def_named(self, name: str) -> OutputDefinition:
        """The output of that name. Raises KeyError."""
        return self.output_dict[name]

    def iterate_node_defs(self) -> Iterator[NodeDefinition]:
        """This definition and all that are inside of it, depth first."""
        yield self

    def iterate_solid_defs(self) -> Iterator[SolidDefinition]:
        """The solids in it, depth first; with repetitions where one is used in several places."""
        raise NotImplementedError

    def input_has_default(self, name: str) -> bool:
        """Whether a default value stands for the input when nothing feeds it."""
        return self.input_dict[name].has_default_value

    def default_value_for_input(self, name: str) -> Any:
        """That default value. Raises `CheckError`."""
        return self.input_dict[name].default_value

    def _pending(self, **modifiers: Any) -> PendingInvocation:
        from modec.definitions.pending import PendingInvocation

        return PendingInvocation(self, **modifiers)

    def alias(self, name: str) -> PendingInvocation:
        """This node under another name, to be invoked."""
        return self._pending().alias(name)

    def tag(self, tags: Any) -> PendingInvocation:
        """This node with more tags, to be invoked."""
        return self._pending().tag(tags)

    def with_hooks(self, hook_defs: Any) -> Any:
        """This node with hooks, to be invoked."""
        return self._pending().with_hooks(hook_defs)

    def with_retry_policy(self, retry_policy: Any) -> PendingInvocation:
        """This node with a retry policy, to be invoked."""
        return self._pending().with_retry_policy(retry_policy)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """In the body of a composition: the handles of the outputs (3.2)."""
        return self._pending()(*args, **kwargs)


def _check_names(
    name: str, kind: str, defs: Sequence[InputDefinition] | Sequence[OutputDefinition]
) -> None:
    """Raises `CheckError` where two inputs, or two outputs, have one name."""
    seen: dict[str, InputDefinition | OutputDefinition] = {}
    for each in defs:
        first = seen.setdefault(each.name, each)
        if first is not each:
            related = (
                [Related(first.origin, f"{each.name!r} is taken here")] if first.origin else []
            )
            error = CheckError(f"Invariant failed. Description: Duplicate {kind} def names")
            raise with_finding(
                error,
                finding(
                    "MD309",
                    each.origin or here(),
                    related=related,
                    help=f"give each {kind} a name of its own",
                    name=name,
                    kind=kind,
                    taken=each.name,
                ),
            )
