"""`required_resource_keys` decides what is initialised, and what `context.resources` shows."""

from dagster import ModeDefinition, pipeline, resource, solid


@resource
def inner(_):
    print("inner")
    return "inner"


@resource(required_resource_keys={"inner"})
def outer(init_context):
    print("outer")
    return f"outer({init_context.resources.inner})"


@resource
def unused(_):
    print("unused: never printed")
    return "unused"


@solid(required_resource_keys={"outer"})
def look(context):
    # what a resource needs is not the solid's business, nor is the rest of the mode
    print(context.resources.outer)
    print(hasattr(context.resources, "inner"), hasattr(context.resources, "unused"))
    print(getattr(context.resources, "unused", "not declared"))


@solid
def look_away(context):
    print(hasattr(context.resources, "outer"))


@pipeline(
    mode_defs=[ModeDefinition(resource_defs={"unused": unused, "outer": outer, "inner": inner})]
)
def looking():
    look()
    look_away()
