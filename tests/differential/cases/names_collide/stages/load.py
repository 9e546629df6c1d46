from dagster import resource, solid

from helpers import helper, value as run

value = "load"


@resource
def config(context):
    print("@ config resource", context.resource_config)
    return "config"


@resource(required_resource_keys={"config"})
def run_resource(context):
    config = context.resources.config
    yield f"run with {config}"
    print("@ run resource down")


@solid(config_schema={"config": str})
def load(context):
    config = context.solid_config["config"]
    log = context.log
    log.info("loading")
    print("@ load", config, helper(), run, value)
    return [config]
