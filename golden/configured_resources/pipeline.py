"""`configured` makes a resource that asks for less config, out of one that asks for more."""

from dagster import Field, ModeDefinition, configured, pipeline, resource, solid


@resource(
    config_schema={
        "host": str,
        "port": Field(int, default_value=80),
        "path": Field(str, default_value="/"),
    }
)
def server(init_context):
    config = init_context.resource_config
    return f"{config['host']}:{config['port']}{config['path']}"


# a dict: nothing is left to say
fixed_server = server.configured({"host": "example.org", "path": "/v1"})


# a function: one name stands for several settings
@configured(server, config_schema={"stage": Field(str), "secure": Field(bool, default_value=True)})
def staged_server(config):
    return {"host": f"{config['stage']}.example.org", "port": 443 if config["secure"] else 80}


# configured twice: the outer one's result is the inner one's config
insecure_server = staged_server.configured({"stage": "old", "secure": False})


@solid(required_resource_keys={"server", "fallback"})
def call(context):
    print("server:", context.resources.server)
    print("fallback:", context.resources.fallback)


@pipeline(
    mode_defs=[
        ModeDefinition("plain", resource_defs={"server": server, "fallback": insecure_server}),
        ModeDefinition(
            "fixed", resource_defs={"server": fixed_server, "fallback": insecure_server}
        ),
        ModeDefinition(
            "computed", resource_defs={"server": staged_server, "fallback": fixed_server}
        ),
    ]
)
def calling():
    call()
