"""Errors at several levels of the config at once."""
from dagster import Field, ModeDefinition, pipeline, resource, solid


@resource(config_schema={"url": str, "retries": Field(int, default_value=3)})
def api(context):
    print("@ api", sorted(context.resource_config.items()))
    return context.resource_config["url"]


@resource(config_schema={"never": str})
def not_needed(_):
    print("@ not needed")


@solid(required_resource_keys={"api"}, config_schema={"path": str})
def fetch(context):
    print("@ fetch", context.resources.api + context.solid_config["path"])
    return context.solid_config["path"]


@solid(config_schema={"depth": Field(int, default_value=1), "style": {"indent": Field(int, default_value=2)}})
def render(context, page):
    print("@ render", page, context.solid_config["depth"], context.solid_config["style"]["indent"])


@solid
def without_schema(context):
    print("@ without schema", context.solid_config)


@pipeline(mode_defs=[ModeDefinition("web", resource_defs={"api": api, "not_needed": not_needed})])
def rendering():
    render(fetch())
    without_schema()
