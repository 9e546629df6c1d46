from dagster import ModeDefinition, pipeline, resource, solid


@resource(config_schema={"port": int})
def server(init_context):
    return init_context.resource_config["port"]


@solid(required_resource_keys={"server"})
def call(context):
    print(context.resources.server)


@pipeline(
    mode_defs=[
        ModeDefinition("prod", resource_defs={"server": server}),
        ModeDefinition("dev", resource_defs={"server": server.configured({"port": 80})}),
    ]
)
def calling():
    call()
