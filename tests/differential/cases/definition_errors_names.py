"""Two definitions of one name in a pipeline."""
from dagster import pipeline, solid


@solid(name="step")
def one(_):
    print("@ one")


@solid(name="step")
def other(_):
    print("@ other")


@pipeline
def named():
    one()
    other()
