"""One branch fails, another wants to fail, the third is fine."""

from dagster import Failure, ModeDefinition, pipeline, resource, solid


@resource
def desk(_):
    print("desk ready")
    yield "desk"
    print("desk cleared")


@solid(required_resource_keys={"desk"})
def begin(context):
    print(f"at the {context.resources.desk}")
    return 4


@solid
def divide(_, n):
    print("dividing")
    return n / (n - 4)


@solid
def never(_, x):
    print("never printed")
    return x


@solid
def never_either(_, x, n):
    print("never printed either")


@solid
def give_up(_, n):
    print("giving up")
    raise Failure(description="as intended")


@solid
def square(_, n):
    print("squaring")
    return n * n


@solid
def report(_, n):
    print(f"square: {n}")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"desk": desk})])
def branches():
    n = begin()
    never_either(never(divide(n)), n)
    give_up(n)
    report(square(n))
