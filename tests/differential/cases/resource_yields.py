"""Generators with no yield and with two, and one whose body sits in try/except/finally."""
from dagster import ModeDefinition, pipeline, resource, solid


@resource
def ready(_):
    print("@ init ready")
    yield "ready"
    print("@ teardown ready")


@resource
def none_yielded(_):
    print("@ init none")
    if False:
        yield "never"


@resource
def two_yielded(_):
    print("@ init two")
    yield "one"
    print("@ between")
    yield "two"
    print("@ after")


@resource
def guarded(_):
    print("@ init guarded")
    try:
        yield "guarded"
        print("@ resumed")
    except Exception as error:
        print("@ thrown into", error)
        raise
    finally:
        print("@ finally")


@solid(required_resource_keys={"a", "b"}, config_schema={"fail": bool})
def use(context):
    print("@ use", context.resources.a, context.resources.b)
    if context.solid_config["fail"]:
        raise KeyError("gone")


@pipeline(
    mode_defs=[
        ModeDefinition("none", resource_defs={"a": ready, "b": none_yielded}),
        ModeDefinition("two", resource_defs={"a": ready, "b": two_yielded}),
        ModeDefinition("guarded", resource_defs={"a": guarded, "b": ready}),
    ]
)
def yielding():
    use()
