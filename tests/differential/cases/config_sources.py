"""Values from the environment."""
from dagster import BoolSource, Field, IntSource, ModeDefinition, Noneable, StringSource, pipeline, resource, solid


@resource(config_schema={"user": StringSource, "port": Field(IntSource, default_value=22), "tls": Field(BoolSource, default_value=False), "password": Noneable(StringSource)})
def account(context):
    config = context.resource_config
    print("@ account", config["user"], config["port"], config["tls"], config["password"])
    return config["user"]


@solid(required_resource_keys={"account"})
def log_in(context):
    print("@ log in", context.resources.account)


@pipeline(mode_defs=[ModeDefinition("only", resource_defs={"account": account})])
def accounting():
    log_in()
