"""Two modes of one name."""
from dagster import ModeDefinition, pipeline, solid


@solid
def step(_):
    print("@ step")


@pipeline(mode_defs=[ModeDefinition("a"), ModeDefinition("a")])
def doubled():
    step()
