"""Which outputs of a composite come from what its body returned (3.8)."""

from __future__ import annotations

from typing import Any

from modec.definitions.checks import invalid
from modec.definitions.handles import OutputHandle
from modec.definitions.outputs import OutputDefinition, OutputMapping


def returned_outputs(
    result: Any, output_defs: list[OutputDefinition], name: str
) -> dict[str, OutputMapping]:
    """Output -> its mapping. Raises `DagsterInvalidDefinitionError` for what no output can come from."""
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
