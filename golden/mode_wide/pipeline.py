"""One store, shared by all solids of the run, on whatever level they stand."""

from dagster import ModeDefinition, composite_solid, pipeline, resource, solid


@resource
def store(_):
    print("store is made")
    yield {}
    print("store is gone")


@solid(required_resource_keys={"store"})
def put_one(context):
    context.resources.store["one"] = 1
    return 1


@solid(required_resource_keys={"store"})
def double(context, n):
    context.resources.store[f"twice {n}"] = 2 * n
    return 2 * n


@composite_solid
def quadruple(n):
    return double(double(n))


@solid(required_resource_keys={"store"})
def show(context, n):
    print(n, sorted(context.resources.store.items()))


@pipeline(mode_defs=[ModeDefinition(resource_defs={"store": store})])
def shared_store():
    show(quadruple(put_one()))
