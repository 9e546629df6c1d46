"""Functions that make config, and fail."""
from dagster import ModeDefinition, composite_solid, pipeline, resource, solid


def bad(config):
    raise ValueError("no config of it")


@solid(config_schema=int)
def give(context):
    print("@ give", context.solid_config)


@composite_solid(config_schema=int, config_fn=bad, output_defs=[])
def composed():
    give()


@pipeline
def composing():
    composed()


@resource(config_schema=int)
def number(context):
    return context.resource_config


@solid(required_resource_keys={"number"})
def show(context):
    print("@ show", context.resources.number)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"number": number.configured(bad)})])
def showing():
    show()


@pipeline
def giving():
    give.configured(bad, name="given")()
