"""What is refused when a pipeline is defined: inputs that nothing can feed, and incomplete modes (1.10, 3.2)."""

from __future__ import annotations

from modec.definitions.checks import invalid
from modec.definitions.graph import GraphDefinition
from modec.definitions.input_loading import loader_schema
from modec.definitions.io_managers import IOManagerDefinition, RootInputManagerDefinition
from modec.definitions.mode import ModeDefinition
from modec.definitions.pipeline import PipelineDefinition
from modec.definitions.requirements import Requirement, own_types, requirements, unconnected_inputs
from modec.runtime import types
from modec.runtime.errors import DagsterInvalidDefinitionError
from modec.runtime.types import DagsterType


def check_inputs(graph: GraphDefinition) -> None:
    """Raises `DagsterInvalidDefinitionError` for an input that is neither fed nor loadable (3.2).

    A default value is no way out, as in Dagster.
    """
    for path, node, input_def in unconnected_inputs(graph):
        dagster_type = input_def.dagster_type
        if dagster_type.is_nothing or input_def.root_manager_key or loader_schema(dagster_type):
            continue
        shown = ".".join((*path, node.name))
        raise invalid(
            f'Input "{input_def.name}" in solid "{shown}" is not connected to the output of a previous solid and can '
            "not be loaded from configuration, creating an impossible to execute pipeline. Possible solutions are:\n"
            f'  * add a dagster_type_loader for the type "{dagster_type.display_name}"\n'
            f'  * connect "{input_def.name}" to the output of another solid\n',
            node.origin,
            f"connect it to an output, or give the type {dagster_type.display_name} a dagster_type_loader",
            "MD306",
            input=input_def.name,
            solid=shown,
            type=dagster_type.display_name,
        )


_BUILTINS = (types.Any, types.Bool, types.Float, types.Int, types.String, types.Nothing)


def check_type_names(graph: GraphDefinition) -> None:
    """Raises `DagsterInvalidDefinitionError` for two types of one name (3.12)."""
    seen: dict[str, DagsterType] = {each.display_name: each for each in _BUILTINS}
    for definition in graph.iterate_node_defs():
        for given in own_types(definition):
            for part in (given, *given.inner_types):
                if not part.has_unique_name or part.is_builtin:
                    continue
                if seen.setdefault(part.display_name, part) is not part:
                    raise invalid(
                        f'You have created two dagster types with the same name "{part.display_name}". Dagster types '
                        "have must have unique names.",
                        definition.origin,
                    )


def check_modes(pipeline: PipelineDefinition) -> None:
    """Raises `DagsterInvalidDefinitionError` for the first key that a mode lacks, modes in definition order (1.10)."""
    for mode in pipeline.mode_defs:
        for requirement in requirements(pipeline, mode):
            if requirement.key not in mode.resource_defs:
                raise missing_resource(requirement, mode)


def missing_resource(
    requirement: Requirement, mode: ModeDefinition
) -> DagsterInvalidDefinitionError:
    """The error about a key that a mode lacks, with Dagster's meaning (1.10)."""
    key, kind = requirement.key, requirement.kind
    noun = "resource" if kind == "resource" else kind
    keys = sorted(
        name
        for name, definition in mode.resource_defs.items()
        if kind == "resource"
        or (kind == "IO manager" and isinstance(definition, IOManagerDefinition))
        or (kind == "root input manager" and isinstance(definition, RootInputManagerDefinition))
    )
    opening = f"{kind[0].upper()}{kind[1:]} key"
    article = "an" if noun.startswith("IO") else "a"
    return invalid(
        f'{opening} "{key}" is required by {requirement.by}, but is not provided by mode "{mode.name}". In mode '
        f'"{mode.name}", provide {article} {noun} for key "{key}", or change "{key}" to one of the provided {noun}s '
        f"keys: {keys}.",
        requirement.origin,
    )
