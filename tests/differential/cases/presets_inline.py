"""Presets: inline, from YAML text, with a selection of the solids."""
from dagster import ModeDefinition, PresetDefinition, ResourceDefinition, pipeline, solid

BASE = {"solids": {"greet": {"config": {"name": "base"}}}}


@solid(config_schema={"name": str}, required_resource_keys={"style"})
def greet(context):
    print("@ greet", context.solid_config["name"], context.resources.style)
    return context.solid_config["name"]


@solid
def shout(_, text):
    print("@ shout", text.upper())


@pipeline(
    mode_defs=[
        ModeDefinition("plain", resource_defs={"style": ResourceDefinition.hardcoded_resource("plain")}),
        ModeDefinition("fancy", resource_defs={"style": ResourceDefinition.hardcoded_resource("fancy")}),
    ],
    preset_defs=[
        PresetDefinition("base", run_config=BASE, mode="plain"),
        PresetDefinition("other", run_config={**BASE, "loggers": {"console": {}}}, mode="fancy"),
        PresetDefinition.from_yaml_strings(
            "yaml",
            [
                "solids:\n  greet:\n    config:\n      name: first\n",
                "solids:\n  greet:\n    config: {name: second}\n",
            ],
            mode="fancy",
        ),
        PresetDefinition("part", run_config=BASE, mode="plain", solid_selection=["greet"]),
        PresetDefinition("wrong", run_config={"solids": {"greet": {"config": {"nam": "x"}}}}, mode="plain"),
        PresetDefinition("empty", mode="plain"),
    ],
)
def greeting():
    shout(greet())
