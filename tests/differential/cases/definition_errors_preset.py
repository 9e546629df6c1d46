"""A preset of a mode that does not exist."""
from dagster import ModeDefinition, PresetDefinition, pipeline, solid


@solid
def step(_):
    print("@ step")


@pipeline(mode_defs=[ModeDefinition("a")], preset_defs=[PresetDefinition("p", run_config={})])
def preset():
    step()
