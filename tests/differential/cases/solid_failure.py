"""A step fails: what hangs on it is abandoned, the rest goes on."""
from dagster import Failure, ModeDefinition, pipeline, resource, solid


@resource
def session(_):
    print("@ init session")
    yield "session"
    print("@ teardown session")


class BadInput(ValueError):
    """The author's own error."""


@solid(required_resource_keys={"session"})
def good(context):
    print("@ good", context.resources.session)
    return 1


@solid
def bad(_, x):
    print("@ bad", x)
    raise BadInput(f"cannot use {x}")


@solid
def after_bad(_, x):
    print("@ after bad", x)
    return x


@solid
def after_both(_, x, y):
    print("@ after both", x, y)


@solid
def independent(_, x):
    print("@ independent", x)
    return x + 1


@solid
def intended(_, x):
    raise Failure(description=f"no more than {x}", metadata={"limit": x})


@pipeline(mode_defs=[ModeDefinition(resource_defs={"session": session})])
def failing():
    one = good()
    after_both(after_bad(bad(one)), independent(one))
    intended(one)
