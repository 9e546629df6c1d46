"""A config schema that is none."""
from dagster import pipeline, solid


@solid(config_schema={"a": "int"})
def step(context):
    print("@ step", context.solid_config)


@pipeline
def schemed():
    step()
