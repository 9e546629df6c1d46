"""Config of resources that no step needs: checked where it is given, required where a resource of the mode requires them."""

from dagster import Field, ModeDefinition, pipeline, resource, solid


@resource(config_schema={"a": Field(int, default_value=1)})
def idle(_):
    print("@ init idle")


@resource(config_schema={"a": int})
def needed(_):
    print("@ init needed")


@resource(required_resource_keys={"needed"})
def asking(_):
    print("@ init asking")


@solid
def one(_):
    print("@ one")


@pipeline(
    mode_defs=[
        ModeDefinition("idle", resource_defs={"idle": idle}),
        ModeDefinition("asking", resource_defs={"needed": needed, "asking": asking}),
    ]
)
def program():
    one()
