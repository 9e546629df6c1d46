"""What a resource is told, and what it assumes when it is not told."""

from dagster import (
    Array,
    Field,
    IntSource,
    ModeDefinition,
    Noneable,
    StringSource,
    pipeline,
    resource,
    solid,
)


@resource(
    config_schema={
        "to": Field(StringSource, default_value="nobody"),
        "city": Field(StringSource, default_value={"env": "CITY"}),
        "copies": Field(IntSource, default_value=1),
        "paper": {
            "size": Field(str, default_value="A4"),
            "colour": Field(str, is_required=False),
        },
        "tags": Field(Array(str), default_value=[]),
        "remark": Noneable(str),
        "scale": Field(float, default_value=1.0),
    }
)
def letter(init_context):
    config = init_context.resource_config
    for key in sorted(config):
        value = config[key]
        print(f"{key}: {sorted(value.items()) if isinstance(value, dict) else value!r}")
    return config


@solid(
    required_resource_keys={"letter"}, config_schema={"words": Field([str], default_value=["hi"])}
)
def write(context):
    text = " ".join(context.solid_config["words"])
    for _ in range(context.resources.letter["copies"]):
        print(f"{text}, {context.resources.letter['to']}")


@pipeline(mode_defs=[ModeDefinition("only", resource_defs={"letter": letter})])
def correspondence():
    write()
