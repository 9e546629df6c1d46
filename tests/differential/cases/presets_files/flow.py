"""Presets from YAML files next to the module."""
import os
from pathlib import Path

from dagster import Field, ModeDefinition, PresetDefinition, file_relative_path, pipeline, resource, solid


@resource(config_schema={"name": str, "tags": Field([str], default_value=["none"])})
def target(context):
    print("@ target", context.resource_config["name"], list(context.resource_config["tags"]))
    return context.resource_config["name"]


@solid(required_resource_keys={"target"}, config_schema={"deep": {"a": int, "b": Field(int, default_value=0)}})
def send(context):
    deep = context.solid_config["deep"]
    print("@ send", context.resources.target, deep["a"], deep["b"])


HERE = Path(__file__).parent


@pipeline(
    mode_defs=[ModeDefinition("dev", resource_defs={"target": target}), ModeDefinition("prod", resource_defs={"target": target})],
    preset_defs=[
        PresetDefinition.from_files("dev", config_files=[file_relative_path(__file__, "config/base.yaml")], mode="dev"),
        PresetDefinition.from_files(
            "prod",
            config_files=[
                file_relative_path(__file__, "config/base.yaml"),
                str(HERE / "config" / "prod.yaml"),
            ],
            mode="prod",
        ),
        PresetDefinition.from_files(
            "globbed", config_files=[os.path.join(os.path.dirname(__file__), "config", "p*.yaml")], mode="prod"
        ),
        PresetDefinition.from_files("added", config_files=[file_relative_path(__file__, "config/base.yaml")], mode="dev").with_additional_config(
            {"resources": {"target": {"config": {"name": "added"}}}}
        ),
    ],
)
def sending():
    send()
