"""A buffer that cannot be flushed."""

from dagster import ModeDefinition, pipeline, resource, solid


@resource
def disk(_):
    print("disk mounted")
    yield "disk"
    print("disk unmounted")


@resource(required_resource_keys={"disk"})
def buffer(_):
    lines = []
    yield lines
    print(f"flushing {len(lines)} lines")
    raise OSError("disk full")


@solid(required_resource_keys={"buffer"})
def write(context):
    context.resources.buffer.append("a line")
    print("written")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"buffer": buffer, "disk": disk})])
def writing():
    write()
