"""Resources that need each other."""
from dagster import ModeDefinition, pipeline, resource, solid


@resource(required_resource_keys={"b"})
def a(_):
    print("@ a")


@resource(required_resource_keys={"a"})
def b(_):
    print("@ b")


@resource
def c(_):
    print("@ c")
    return "c"


@solid(required_resource_keys={"c"})
def fine(context):
    print("@ fine", context.resources.c)


@solid(required_resource_keys={"a"})
def caught(_context):
    print("@ caught")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"a": a, "b": b})])
def cyclic():
    caught()


@resource(required_resource_keys={"selfish"})
def selfish(_):
    print("@ selfish")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"c": c, "selfish": selfish})])
def unused_cycle():
    fine()
