"""A tuple that is longer than the outputs: Dagster's own message crashes with an AttributeError."""
from dagster import OutputDefinition, pipeline, solid


@solid(output_defs=[OutputDefinition(name="a"), OutputDefinition(name="b")])
def too_long(_):
    print("@ too long")
    return 1, 2, 3


@solid
def other(_):
    print("@ other")


@pipeline
def too_many():
    too_long()
    other()
