"""A constant passed to a solid in the pipeline's body."""
from dagster import pipeline, solid


@solid
def step(_, x):
    print("@ step", x)


@pipeline
def constant():
    step(5)
