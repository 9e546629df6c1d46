"""A default value that its type refuses."""
from dagster import pipeline, solid


@solid
def step(_, x: int = None):
    print("@ step", x)


@pipeline
def defaulted():
    step()
