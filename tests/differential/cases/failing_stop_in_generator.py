"""A base exception in a solid: everything goes down, nothing else runs."""
from dagster import ModeDefinition, pipeline, resource, solid


@resource
def outer(_):
    print("@ outer up")
    yield
    print("@ outer down")


@resource(required_resource_keys={"outer"})
def inner(_):
    print("@ inner up")
    yield
    print("@ inner down")


@solid(required_resource_keys={"inner"})
def interrupted(_):
    print("@ interrupted")
    raise KeyboardInterrupt()


@solid
def other(_):
    print("@ other")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"outer": outer, "inner": inner})])
def interrupting():
    interrupted()
    other()
