"""What a step may reach of the resources."""
from dagster import ModeDefinition, ResourceDefinition, pipeline, resource, solid


@resource
def inner(_):
    return "inner"


@resource(required_resource_keys={"inner"})
def outer(context):
    print("@ outer sees", context.resources.inner, hasattr(context.resources, "other"))
    return "outer"


@solid(required_resource_keys={"outer"})
def polite(context):
    print("@ has", hasattr(context.resources, "inner"), getattr(context.resources, "inner", "default"))


@solid(required_resource_keys={"outer"})
def greedy(context, _after):
    print("@ greedy", context.resources.outer)
    name = "inner"
    return getattr(context.resources, name)


@solid
def last(_, x):
    print("@ last", x)


@pipeline(
    mode_defs=[
        ModeDefinition(
            resource_defs={
                "inner": inner,
                "outer": outer,
                "other": ResourceDefinition.hardcoded_resource("other"),
            }
        )
    ]
)
def reaching():
    last(greedy(polite()))
