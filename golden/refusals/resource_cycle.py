from dagster import ModeDefinition, pipeline, resource, solid


@resource(required_resource_keys={"egg"})
def hen(init_context):
    return f"hen from {init_context.resources.egg}"


@resource(required_resource_keys={"hen"})
def egg(init_context):
    return f"egg from {init_context.resources.hen}"


@solid(required_resource_keys={"hen"})
def feed(context):
    print(context.resources.hen)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"hen": hen, "egg": egg})])
def farming():
    feed()
