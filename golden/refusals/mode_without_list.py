from dagster import ModeDefinition, pipeline, resource, solid


@resource
def database(_):
    return {}


@solid(required_resource_keys={"database"})
def work(context):
    print(context.resources.database)


@pipeline(mode_defs=ModeDefinition(resource_defs={"database": database}))
def working():
    work()
