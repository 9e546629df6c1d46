from typing import Dict, List, Optional

from dagster import Failure, Field, InputDefinition, List as DagsterList, OutputDefinition, Dict as DagsterDict, Any, solid

from workflows.reference import chromosomes
from workflows.runner import Severity, SeverityType
from workflows.tools import get_tool


@solid(required_resource_keys={"runner"}, config_schema={"severity": Field(SeverityType, default_value="LAX", is_required=False)})
def call_variants(context, aligned: Dict) -> List[Dict]:
    caller = get_tool("call", min_quality=10)
    caller.strict = context.solid_config["severity"] is Severity.STRICT
    variants = caller.run(context.resources.runner, sample=aligned["sample"])
    return [{**variant, "sample": aligned["sample"], "checks": "+".join(aligned["checks"])} for variant in variants]


def per_chromosome(chromosome: str, minimum: Optional[int] = None):
    """A step that keeps one chromosome's variants."""

    @solid(
        name=f"select_{chromosome.lower()}",
        description=per_chromosome.__doc__,
        input_defs=[InputDefinition("variants", DagsterList[Any])],
        output_defs=[OutputDefinition(DagsterDict[str, int])],
        tags={"chromosome": chromosome},
    )
    def _select(context, variants):
        limit = minimum if minimum is not None else chromosomes.LENGTHS.get(chromosome, 0)
        positions = [v["position"] for v in variants if v["chromosome"] == chromosome and v["position"] <= limit]
        if any(position < 0 for position in positions):
            raise Failure(f"{chromosome}: negative position")
        return {"length": limit, "found": len(positions)}

    return _select


SELECTORS = {chromosome: per_chromosome(chromosome) for chromosome in chromosomes.CHROMOSOMES}
SELECTORS["chr1"] = per_chromosome("chr1", minimum=1000)


@solid
def flatten(context, nested: list) -> list:
    return [variant for variants in nested for variant in variants]
