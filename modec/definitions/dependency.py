"""Nodes of a graph, and what their inputs depend on (3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from modec.definitions.checks import instance_of, list_of, optional_text, tags_of, text
from modec.definitions.hook import HookDefinition
from modec.definitions.origin import here
from modec.definitions.outputs import DEFAULT_OUTPUT
from modec.definitions.retry import optional_retry_policy
from modec.diagnostics import Span

if TYPE_CHECKING:
    from modec.definitions.node import NodeDefinition


class Dependency:
    """What an input depends on: the base of the three kinds."""

    is_fan_in = False

    def sources(self) -> list[DependencyDefinition]:
        """The outputs, in the order they are listed."""
        raise NotImplementedError


class DependencyDefinition(Dependency):
    """One output of another node."""

    def __init__(
        self, solid: str, output: str = DEFAULT_OUTPUT, description: str | None = None
    ) -> None:
        self.solid = text("solid", solid)
        self.output = text("output", output)
        self.description = optional_text("description", description)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DependencyDefinition) and (self.solid, self.output) == (
            other.solid,
            other.output,
        )

    def __hash__(self) -> int:
        return hash((self.solid, self.output))

    @property
    def node(self) -> str:
        """Another name for `solid`."""
        return self.solid

    def sources(self) -> list[DependencyDefinition]:
        return [self]


class MappedInputPlaceholder:
    """Stands in a fan-in list for an input of the graph."""


class MultiDependencyDefinition(Dependency):
    """Fan-in: several outputs, which arrive as a list. `MappedInputPlaceholder` stands for a graph's input."""

    is_fan_in = True

    def __init__(self, dependencies: Sequence[Any]) -> None:
        self.dependencies: list[Any] = [
            (
                each
                if each is MappedInputPlaceholder
                else instance_of("dependencies", each, DependencyDefinition)
            )
            for each in list_of("dependencies", dependencies, object)
        ]

    def sources(self) -> list[DependencyDefinition]:
        return [each for each in self.dependencies if isinstance(each, DependencyDefinition)]


class DynamicCollectDependencyDefinition(Dependency):
    """`.collect()`: all values of a dynamic output, or of a step that is mapped over one, as a list (3.7)."""

    is_fan_in = True

    def __init__(self, solid_name: str, output_name: str) -> None:
        self.solid_name = text("solid_name", solid_name)
        self.output_name = text("output_name", output_name)

    def sources(self) -> list[DependencyDefinition]:
        return [DependencyDefinition(self.solid_name, self.output_name)]


class SolidInvocation:
    """A definition's name, and what is particular to one use of it."""

    def __init__(
        self,
        name: str,
        alias: str | None = None,
        tags: Any = None,
        hook_defs: Any = None,
        retry_policy: Any = None,
    ) -> None:
        self.name = text("name", name)
        self.alias: str | None = None if alias is None else text("alias", alias)
        self.tags = tags_of(tags)
        self.hook_defs = hooks_of(hook_defs)
        self.retry_policy = optional_retry_policy(retry_policy)
        self.origin = here()

    @property
    def node_name(self) -> str:
        """What the node is called."""
        return self.alias or self.name


def hooks_of(value: Any) -> tuple[HookDefinition, ...]:
    """A set of hooks, sorted by name: Dagster's order is an accident of sets. Raises `ParameterCheckError`."""
    if value is None:
        return ()
    instance_of("hook_defs", value, (set, frozenset), "one of ['frozenset', 'set']")
    return tuple(
        sorted(
            (instance_of("hook_defs", each, HookDefinition) for each in value),
            key=lambda hook: hook.name,
        )
    )


@dataclass(eq=False)
class Node:
    """One use of a definition in a graph. `dependencies`: input -> what it depends on."""

    name: str
    definition: NodeDefinition
    tags: Mapping[str, str]
    hook_defs: tuple[HookDefinition, ...]
    retry_policy: Any
    dependencies: Mapping[str, Dependency]
    origin: Span | None = None

    @property
    def is_graph(self) -> bool:
        """Whether it is a composite."""
        return self.definition.is_graph

    @property
    def all_tags(self) -> dict[str, str]:
        """The definition's tags, and the invocation's, which win."""
        return {**self.definition.tags, **self.tags}

    def upstream(self) -> Iterator[DependencyDefinition]:
        """The outputs that its inputs depend on, inputs in the order they were given."""
        for dependency in self.dependencies.values():
            yield from dependency.sources()
