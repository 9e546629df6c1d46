from dagster import Field, Int, Nothing, Output, OutputDefinition, RetryPolicy, String, composite_solid, solid
from dagster import InputDefinition as In_

from ..reference.genomes import GENOMES, size_of
from ..tools import ToolError, get_tool

ALIGN_CONFIG = {
    "threads": Field(Int, is_required=False, default_value=2, description="per sample"),
    "genome": Field(String, is_required=False, default_value="default"),
}


@solid(output_defs=[OutputDefinition(Nothing, "ready")])
def check_reference(context):
    for genome in sorted(GENOMES):
        print(genome, *size_of(genome))
    yield Output(None, "ready")


@solid(config_schema={"name": str}, input_defs=[In_("ready", Nothing)])
def sample(context):
    return context.solid_config["name"]


@solid(config_schema=ALIGN_CONFIG, required_resource_keys={"runner"}, retry_policy=RetryPolicy(max_retries=1, delay=0))
def align(context, name: str) -> dict:
    tool = get_tool("align", threads=context.solid_config["threads"], reference=context.solid_config["genome"])
    try:
        return {"sample": name, **tool.run(context.resources.runner, sample=name)}
    except ToolError as error:
        context.log.warning(str(error))
        raise


@solid
def quality_check(_, aligned: dict) -> dict:
    aligned.setdefault("checks", []).append("quality" if aligned["quality"] > 25 else "poor")
    return aligned


@composite_solid(
    config_schema={"sample": str, "threads": Field(int, default_value=4, is_required=False)},
    config_fn=lambda config: {
        "sample": {"config": {"name": config["sample"]}},
        "align": {"config": {"threads": config["threads"]}},
    },
    input_defs=[In_("ready", Nothing)],
    output_defs=[OutputDefinition(dict)],
)
def aligned_sample(ready):
    return quality_check(align(sample(ready)))
