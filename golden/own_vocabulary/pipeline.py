"""A pipeline written for modec."""

from modec import Field, ModeDefinition, Output, OutputDefinition, pipeline, resource, solid


@resource(config_schema={"mark": Field(str, default_value="!")})
def mark(init_context):
    yield init_context.resource_config["mark"]
    print("done")


@solid(output_defs=[OutputDefinition(name="greeting"), OutputDefinition(name="name")])
def parts(_):
    yield Output("hello", "greeting")
    yield Output("world", "name")


@solid(required_resource_keys={"mark"})
def greet(context, greeting: str, name: str) -> str:
    text = f"{greeting} {name}{context.resources.mark}"
    print(text)
    return text


@pipeline(
    mode_defs=[
        ModeDefinition("loud", resource_defs={"mark": mark}),
        ModeDefinition("calm", resource_defs={"mark": mark.configured({"mark": "."})}),
    ]
)
def hello():
    greet(*parts())
