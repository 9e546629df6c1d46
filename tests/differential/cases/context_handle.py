"""Where a step is: its handle and its key."""
from dagster import composite_solid, pipeline, solid


@solid
def inner(context):
    print("@", context.solid_handle.to_string(), context.solid_def.name, context.pipeline_def.name)
    return 1


@composite_solid
def outer():
    return inner.alias("first")()


@pipeline
def handled():
    outer()
    inner()
