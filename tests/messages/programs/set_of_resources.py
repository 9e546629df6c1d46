"""`resource_defs` as a set: a comma where a colon belongs."""

from dagster import ModeDefinition, pipeline, resource, solid


@resource
def database(_):
    return {}


@solid(required_resource_keys={"db"})
def load(context):
    context.resources.db["rows"] = 3


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"db", database})])
def nightly():
    load()
