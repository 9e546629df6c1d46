"""Tags given to a run; solid selection; both only the live door can say."""
from dagster import ModeDefinition, PresetDefinition, pipeline, resource, solid


@resource(config_schema=str)
def name(context):
    print("@ name", context.resource_config)
    return context.resource_config


@solid
def start(context):
    print("@ start", context.get_tag("a"), context.get_tag("b"), context.get_tag("c"))
    return 1


@solid(required_resource_keys={"name"})
def middle(context, x):
    print("@ middle", x, context.resources.name)
    return x + 1


@solid
def end(_, x: int):
    print("@ end", x)


@pipeline(
    mode_defs=[ModeDefinition("m", resource_defs={"name": name})],
    preset_defs=[PresetDefinition("p", mode="m", tags={"b": "preset", "c": "preset"}, run_config={"resources": {"name": {"config": "P"}}})],
    tags={"a": "pipeline", "b": "pipeline"},
)
def tagged():
    end(middle(start()))
