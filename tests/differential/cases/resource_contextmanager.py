"""A context manager under @resource is not entered by a pipeline."""
from contextlib import contextmanager

from dagster import ModeDefinition, pipeline, resource, solid


@resource
@contextmanager
def managed(_):
    print("@ enter")
    try:
        yield "value"
    finally:
        print("@ exit")


class Session:
    def __enter__(self):
        print("@ never entered")
        return self

    def __exit__(self, *exception):
        print("@ never exited")


@resource
def session(_):
    return Session()


@solid(required_resource_keys={"managed", "session"})
def use(context):
    print("@ type", type(context.resources.managed).__name__, type(context.resources.session).__name__)
    with context.resources.managed as value:
        print("@ inside", value)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"managed": managed, "session": session})])
def managing():
    use()
