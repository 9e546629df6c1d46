"""Solids and resources called directly, inside other code of the run."""
from dagster import ModeDefinition, build_init_resource_context, build_solid_context, pipeline, resource, solid


@resource(config_schema={"n": int})
def counter(context):
    print("@ counter up", context.resource_config["n"])
    yield context.resource_config["n"]
    print("@ counter down")


@solid
def plain(x: int):
    print("@ plain", x)
    return x + 1


@solid(config_schema={"by": int})
def scaled(context, x):
    return x * context.solid_config["by"]


@solid
def calls_others(context):
    value = plain(1)
    scaled_value = scaled(build_solid_context(config={"by": 5}), value)
    with counter(build_init_resource_context(config={"n": 3})) as number:
        print("@ direct", value, scaled_value, number)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"counter": counter.configured({"n": 1})})])
def direct():
    calls_others()
