"""Initialisation fails after several are up, and their teardown fails as well."""
from dagster import ModeDefinition, pipeline, resource, solid


@resource
def one(_):
    print("@ one up")
    try:
        yield 1
    finally:
        print("@ one down")


@resource(required_resource_keys={"one"})
def two(_):
    print("@ two up")
    yield 2
    print("@ two down")
    raise OSError("two cannot close")


@resource(required_resource_keys={"two"})
def three(context):
    print("@ three up")
    if context.resource_config == "cause":
        try:
            raise KeyError("inner")
        except KeyError as error:
            raise ValueError("three is invalid") from error
    raise ValueError("three is down")
    yield 3


@solid(required_resource_keys={"three"})
def use(_):
    print("@ use")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"one": one, "two": two, "three": three})])
def chain():
    use()
