"""A resource that fails halfway: those that are up go down, the later ones never start."""
from dagster import Field, ModeDefinition, pipeline, resource, solid


class ConnectionRefused(Exception):
    pass


@resource
def alpha(_):
    print("@ init alpha")
    try:
        yield "alpha"
    finally:
        print("@ teardown alpha")


@resource(config_schema={"fail": Field(bool, default_value=True)}, required_resource_keys={"alpha"})
def beta(context):
    print("@ init beta")
    if context.resource_config["fail"]:
        raise ConnectionRefused("beta is down")
    yield "beta"
    print("@ teardown beta")


@resource(required_resource_keys={"beta"})
def gamma(context):
    print("@ init gamma", context.resources.beta)
    yield "gamma"
    print("@ teardown gamma")


@solid(required_resource_keys={"gamma"})
def use(context):
    print("@ use", context.resources.gamma)


@solid
def free(_):
    print("@ free")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"alpha": alpha, "beta": beta, "gamma": gamma})])
def failing_start():
    use()
    free()
