"""Composites with a config mapping and with config of their own solids."""
from dagster import (
    Field,
    InputDefinition,
    ModeDefinition,
    OutputDefinition,
    ResourceDefinition,
    composite_solid,
    pipeline,
    solid,
)


@solid(config_schema={"name": str, "times": Field(int, default_value=1)}, required_resource_keys={"mark"})
def greet(context):
    greeting = f"{context.solid_config['name']}{context.resources.mark}" * context.solid_config["times"]
    print("@ greet", context.solid.name, greeting)
    return greeting


@solid(config_schema={"sep": Field(str, default_value="-")})
def join(context, left: str, right: str):
    joined = context.solid_config["sep"].join([left, right])
    print("@ join", joined)
    return joined


@solid
def show(_, text):
    print("@ show", text)


@composite_solid(
    config_schema={"who": str},
    config_fn=lambda config: {
        "greet": {"config": {"name": config["who"]}},
        "second": {"config": {"name": config["who"].upper(), "times": 2}},
    },
)
def greet_twice():
    return join(greet(), greet.alias("second")())


@composite_solid(
    input_defs=[InputDefinition("prefix", str)],
    output_defs=[OutputDefinition(name="joined"), OutputDefinition(name="greeting")],
)
def plain(prefix):
    greeting = greet()
    return {"joined": join(prefix, greeting), "greeting": greeting}


def outer_config(config):
    return {"greet_twice": {"config": {"who": config}}}


@composite_solid(config_schema=str, config_fn=outer_config)
def outer():
    return greet_twice()


@composite_solid(config_schema=str, config_fn=lambda config: {"greet": {"config": {"nam": config}}})
def wrong():
    greet()


@pipeline(mode_defs=[ModeDefinition(resource_defs={"mark": ResourceDefinition.string_resource()})])
def composed():
    result = plain(outer())
    show(result.joined)
    show(result.greeting)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"mark": ResourceDefinition.hardcoded_resource("?")})])
def composed_wrong():
    wrong()
