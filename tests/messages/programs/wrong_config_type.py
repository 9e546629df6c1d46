"""A run config with a text where a number belongs."""

from dagster import ModeDefinition, pipeline, resource, solid


@resource(config_schema={"path": str, "timeout": int})
def database(init_context):
    return init_context.resource_config["path"]


@solid(required_resource_keys={"db"})
def load(context):
    return context.resources.db


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"db": database})])
def nightly():
    load()
