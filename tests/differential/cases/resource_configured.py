"""`configured` in both forms, one inside the other, and as a decorator."""
from dagster import Field, ModeDefinition, configured, pipeline, resource, solid


@resource(config_schema={"host": str, "port": Field(int, default_value=5432), "options": Field(dict, is_required=False)})
def database(context):
    config = context.resource_config
    print("@ init", config["host"], config["port"], "options" in config)
    return (config["host"], config["port"])


@configured(database, config_schema={"env": str})
def by_environment(config):
    return {"host": f"db.{config['env']}.example", "port": 6000}


local = database.configured({"host": "localhost"})
staging = by_environment.configured({"env": "staging"})
from_function = database.configured(lambda config: {"host": config["h"], "options": {"a": 1}}, {"h": str})
bad = database.configured({"host": 1})


@solid(required_resource_keys={"db"})
def ask(context):
    print("@ ask", context.resources.db)


@pipeline(
    mode_defs=[
        ModeDefinition("plain", resource_defs={"db": database}),
        ModeDefinition("local", resource_defs={"db": local}),
        ModeDefinition("env", resource_defs={"db": by_environment}),
        ModeDefinition("staging", resource_defs={"db": staging}),
        ModeDefinition("function", resource_defs={"db": from_function}),
        ModeDefinition("bad", resource_defs={"db": bad}),
    ]
)
def asking():
    ask()
