"""A mode that lacks a resource which a solid requires."""

from dagster import ModeDefinition, pipeline, resource, solid


@resource
def database(_):
    return {}


@solid(required_resource_keys={"db"})
def load(context):
    context.resources.db["rows"] = 3


@pipeline(
    mode_defs=[
        ModeDefinition("prod", resource_defs={"db": database}),
        ModeDefinition("test", resource_defs={"database": database}),
    ]
)
def nightly():
    load()
