"""Outputs and events that a solid returns because an object that it calls made them."""

from dagster import AssetMaterialization, ModeDefinition, Output, pipeline, resource, solid


class C:
    def out(self, n):
        return Output(n)

    def gen(self, n):
        yield AssetMaterialization("a")
        yield Output(n)

    def mat(self):
        return AssetMaterialization("q")


@resource
def c(_):
    return C()


G = C()
D = {"k": lambda n: Output(n)}
md = ModeDefinition(resource_defs={"c": c})


@solid(required_resource_keys={"c"})
def by_resource(context):
    return context.resources.c.out(3)


@solid(required_resource_keys={"c"})
def by_resource_gen(context):
    return context.resources.c.gen(3)


@solid(required_resource_keys={"c"})
def by_resource_mat(context):
    return context.resources.c.mat()


@solid
def by_global(_):
    return G.out(4)


@solid
def by_table(_):
    return D["k"](5)


@solid
def show(_, x):
    print("@", type(x).__name__, x)


@pipeline(mode_defs=[md])
def p_r():
    show(by_resource())


@pipeline(mode_defs=[md])
def p_rg():
    show(by_resource_gen())


@pipeline(mode_defs=[md])
def p_rm():
    show(by_resource_mat())


@pipeline
def p_g():
    show(by_global())


@pipeline
def p_t():
    show(by_table())
