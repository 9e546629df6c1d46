"""A solid needs a resource that one of the modes lacks."""
from dagster import ModeDefinition, ResourceDefinition, pipeline, solid


@solid(required_resource_keys={"api"})
def fetch(context):
    print("@ fetch", context.resources.api)


@pipeline(
    mode_defs=[
        ModeDefinition("complete", resource_defs={"api": ResourceDefinition.hardcoded_resource("API")}),
        ModeDefinition("incomplete", resource_defs={}),
    ]
)
def fetching():
    fetch()
