"""Composites don't run as a block: their steps interleave with the others."""
from dagster import composite_solid, pipeline, solid


@solid
def one(_):
    print("@ one")
    return 1


@solid
def inc(context, x):
    print("@ inc", context.solid.name, x)
    return x + 1


@composite_solid
def twice(x):
    return inc.alias("second")(inc.alias("first")(x))


@composite_solid
def deep(x):
    return twice.alias("outer")(twice(x))


@pipeline
def interleaved():
    start = one()
    deep(start)
    inc.alias("between")(twice(start))
    inc.alias("a_plain")(start)
