from dagster import ModeDefinition, pipeline, resource, solid


@resource
def database(_):
    return {}


@solid
def forgetful(context):
    context.resources.database["key"] = "value"


@pipeline(mode_defs=[ModeDefinition(resource_defs={"database": database})])
def forgetting():
    forgetful()
