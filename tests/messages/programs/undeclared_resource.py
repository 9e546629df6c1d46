"""A solid that reads a resource which it does not declare."""

from dagster import ModeDefinition, pipeline, resource, solid


@resource
def database(_):
    return {}


@solid
def load(context):
    context.resources.db["rows"] = 3


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"db": database})])
def nightly():
    load()
