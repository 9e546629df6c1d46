"""The nodes of a graph, made from definitions and a dict of dependencies (3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modec.definitions import functions
from modec.definitions.checks import dict_of, instance_of, invalid, known, shown
from modec.definitions.dependency import Dependency, DependencyDefinition, Node, SolidInvocation
from modec.definitions.fan_in import supports_fan_in
from modec.definitions.node import NodeDefinition

_EXPECTED = 'The expected type for "dependencies" is Dict[Union[str, SolidInvocation], Dict[str, DependencyDefinition]]. '


def checked_dependencies(dependencies: Any) -> dict[Any, Any]:
    """The dependencies of a graph. Raises `DagsterInvalidDefinitionError` for what is no dict."""
    if dependencies is None or isinstance(known("dependencies", dependencies), Mapping):
        return dict(dependencies or {})
    raise invalid(
        f"{_EXPECTED}Received value {shown(dependencies)} of type {type(dependencies)} at the top level."
    )


def checked_node_defs(name: str, node_defs: Any) -> list[NodeDefinition]:
    """The definitions of a graph. Raises `DagsterInvalidDefinitionError` for what is no solid."""
    if node_defs is not None and not isinstance(node_defs, list):
        raise invalid(f'"solids" arg to "{name}" is not a list. Got {node_defs!r}.')
    for each in node_defs or ():
        if isinstance(each, NodeDefinition):
            continue
        if callable(each):
            raise invalid(
                f"You have passed a lambda or function {functions.name_of(each)} into {name} that is not a solid. You "
                "have likely forgotten to annotate this function with an @solid or @lambda_solid decorator."
            )
        raise invalid(f"Invalid item in solid list: {each!r}")
    return list(node_defs or ())


def nodes_of(node_defs: list[NodeDefinition], dependencies: Mapping[Any, Any]) -> dict[str, Node]:
    """The uses of the definitions, by name: those in `dependencies`, and each definition that is not in it once.

    Raises `DagsterInvalidDefinitionError` for a definition that is not there.
    """
    by_name = {each.name: each for each in node_defs}
    found: dict[str, Node] = {}
    for key, given in dependencies.items():
        if isinstance(key, str):
            key = SolidInvocation(key)
        instance_of("dependencies", key, SolidInvocation, "a dict with str or SolidInvocation keys")
        if isinstance(given, Dependency):
            raise invalid(
                f"{_EXPECTED}Received a IDependencyDefinition one layer too high under key {key.node_name}. The "
                "DependencyDefinition should be moved in to a dict keyed on input name."
            )
        if not isinstance(given, Mapping):
            raise invalid(
                f"{_EXPECTED}Under key {key.node_name} received value {shown(given)} of type {type(given)}. Expected "
                "dict[str, DependencyDefinition]"
            )
        for name, each in given.items():
            if not isinstance(each, Dependency):
                raise invalid(
                    f'{_EXPECTED}Expected IDependencyDefinition for solid "{key.node_name}" input "{name}". Received '
                    f"value {shown(each)} of type {type(each)}."
                )
        depends = dict_of("dependencies", given, Dependency)
        if key.name not in by_name:
            called = f'"{key.name}"'
            if key.node_name != key.name:
                called += f' (aliased by "{key.node_name}" in dependency dictionary)'
            else:
                called += " in dependency dictionary"
            raise invalid(f"Invalid dependencies: solid {called} not found in solid list")
        definition = by_name[key.name]
        found[key.node_name] = Node(
            key.node_name,
            definition,
            key.tags,
            key.hook_defs,
            key.retry_policy,
            depends,
            key.origin,
        )
    used = {node.definition.name for node in found.values()}
    for definition in node_defs:
        if definition.name not in used:
            if definition.name in found:
                raise invalid(
                    f'Solid "{definition.name}" is in the solid list, and an alias of another solid is the same.'
                )
            found[definition.name] = Node(
                definition.name, definition, {}, (), None, {}, definition.origin
            )
    return found


def check_dependencies(node: Node, nodes: Mapping[str, Node]) -> None:
    """Raises `DagsterInvalidDefinitionError` where a node depends on what is not there, or cannot take it."""
    definition = node.definition
    for name, dependency in node.dependencies.items():
        for source in dependency.sources():
            if source.solid == node.name:
                raise invalid(
                    f'Invalid dependencies: circular reference detected in solid "{node.name}" input "{name}"',
                    node.origin,
                )
        if name not in definition.input_dict:
            kind = "graph" if node.is_graph else "solid"
            raise invalid(
                f'Invalid dependencies: {kind} "{node.name}" does not have input "{name}". Available inputs: '
                f"{list(definition.input_dict)}",
                node.origin,
                f"its inputs: {', '.join(definition.input_dict) or 'none'}",
                "MD307",
                name=node.name,
                kind="input",
                unknown=name,
            )
        for source in dependency.sources():
            _check_source(node, name, dependency, source, nodes)


def _check_source(
    node: Node,
    name: str,
    dependency: Dependency,
    source: DependencyDefinition,
    nodes: Mapping[str, Node],
) -> None:
    input_def = node.definition.input_dict[name]
    if source.solid not in nodes:
        raise invalid(
            f'Invalid dependencies: solid "{source.solid}" not found in solid list. Listed as dependency for solid '
            f'"{node.name}" input "{name}" ',
            node.origin,
        )
    output_def = nodes[source.solid].definition.output_dict.get(source.output)
    if output_def is None:
        raise invalid(
            f'Invalid dependencies: solid "{source.solid}" does not have output "{source.output}". Listed as '
            f'dependency for solid "{node.name}" input "{name}"',
            node.origin,
            f"its outputs: {', '.join(nodes[source.solid].definition.output_dict) or 'none'}",
            "MD307",
            name=source.solid,
            kind="output",
            unknown=source.output,
        )
    if dependency.is_fan_in and not supports_fan_in(input_def.dagster_type):
        raise invalid(
            f'Invalid dependencies: for solid "{source.solid}" input "{name}", the DagsterType '
            f'"{input_def.dagster_type.display_name}" does not support fanning in (MultiDependencyDefinition). Use the '
            "List type, since fanning in will result in a list.",
            node.origin,
        )
    if output_def.dagster_type.is_nothing and not input_def.dagster_type.is_nothing:
        raise invalid(
            f'Input "{name}" to solid "{node.name}" can not depend on the output "{output_def.name}" from solid '
            f'"{source.solid}". Input "{name}" expects a value of type {input_def.dagster_type.display_name} and output '
            f'"{output_def.name}" returns type Nothing (which produces no value).',
            node.origin,
        )
