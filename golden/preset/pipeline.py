"""Presets: a mode and a run config under one name."""

from dagster import (
    Field,
    ModeDefinition,
    PresetDefinition,
    file_relative_path,
    pipeline,
    resource,
    solid,
)

FILES = ("quiet_base.yaml", "quiet_word.yaml")
BASE = {"solids": {"announce": {"config": {"times": 2}}}}


@resource(config_schema={"suffix": Field(str, default_value=".")})
def voice(init_context):
    return init_context.resource_config["suffix"]


@resource
def whisper(_):
    return "..."


@solid(
    config_schema={"times": Field(int, default_value=1), "word": str},
    required_resource_keys={"voice"},
)
def announce(context):
    for _ in range(context.solid_config["times"]):
        print(context.solid_config["word"] + context.resources.voice)


@pipeline(
    mode_defs=[
        ModeDefinition("public", resource_defs={"voice": voice}),
        ModeDefinition("private", resource_defs={"voice": whisper}),
    ],
    preset_defs=[
        PresetDefinition(
            "loud",
            mode="public",
            run_config={
                "solids": {
                    "announce": {"config": {**BASE["solids"]["announce"]["config"], "word": "HEAR"}}
                },
                "resources": {"voice": {"config": {"suffix": "!"}}},
            },
        ),
        PresetDefinition.from_files(
            "quiet",
            mode="private",
            config_files=[file_relative_path(__file__, name) for name in FILES],
        ),
    ],
)
def announcing():
    announce()
