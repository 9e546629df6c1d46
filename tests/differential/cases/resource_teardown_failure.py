"""Teardowns that fail don't stop the others."""
from dagster import ModeDefinition, pipeline, resource, solid


@resource
def first(_):
    print("@ init first")
    yield 1
    print("@ teardown first")


@resource(required_resource_keys={"first"})
def second(_):
    print("@ init second")
    yield 2
    print("@ teardown second")
    raise ValueError("flush failed")


@resource(required_resource_keys={"second"})
def third(_):
    print("@ init third")
    yield 3
    print("@ teardown third")


@solid(required_resource_keys={"third"}, config_schema={"fail": bool})
def work(context):
    print("@ work", context.resources.third)
    if context.solid_config["fail"]:
        raise RuntimeError("work failed")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"first": first, "second": second, "third": third})])
def flushing():
    work()
