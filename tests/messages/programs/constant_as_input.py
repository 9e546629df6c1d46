"""A constant handed to a solid in a pipeline's body."""

from dagster import pipeline, solid


@solid
def double(_, n: int):
    return 2 * n


@pipeline
def nightly():
    double(21)
