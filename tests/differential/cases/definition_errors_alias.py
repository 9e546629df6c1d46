"""Two invocations of one name."""
from dagster import pipeline, solid


@solid
def step(_):
    print("@ step")


@pipeline
def clashing():
    step.alias("again")()
    step.alias("again")()
