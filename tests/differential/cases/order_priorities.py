"""`dagster/priority` re-sorts the queue of ready steps."""
from dagster import pipeline, solid


@solid
def low(context):
    print("@ low", context.solid.name)


@solid(tags={"dagster/priority": "10"})
def high(_):
    print("@ high")
    return 1


@solid(tags={"dagster/priority": -1})
def negative(_):
    print("@ negative")


@solid
def zz_child(_, x):
    print("@ child", x)


@pipeline
def prioritised():
    low()
    zz_child.tag({"dagster/priority": "5"})(high())
    negative()
    low.alias("a_low")()
    low.alias("z_urgent").tag({"dagster/priority": "20"})()
