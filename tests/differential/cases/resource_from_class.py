"""Classes where a resource's function is wanted, and values that are carried as the expressions that make them."""
import functools

from dagster import Field, ModeDefinition, ResourceDefinition, pipeline, solid


class Client:
    def __init__(self, context, size=3):
        self.size = size
        self.config = context.resource_config
        print("@ client", self.config)

    def close(self):
        print("@ never closed")


class Small(Client):
    pass


class Plain:
    count = 0

    def __init__(self):
        Plain.count += 1
        print("@ plain", Plain.count)


class Failing:
    def __init__(self, context):
        raise RuntimeError("no such host")


def power(base, exponent):
    return base**exponent


@solid(required_resource_keys={"client", "plain", "square"})
def work(context):
    client = context.resources.client
    print("@ work", type(client).__name__, client.size, client.config, Plain.count, context.resources.square(7))


client = ResourceDefinition(resource_fn=Client, config_schema={"host": Field(str, default_value="here")})
square = ResourceDefinition.hardcoded_resource(functools.partial(power, exponent=2))


@pipeline(
    mode_defs=[
        ModeDefinition(
            "one", resource_defs={"client": client, "plain": ResourceDefinition(Plain), "square": square}
        ),
        ModeDefinition(
            "two",
            resource_defs={
                "client": client.configured({"host": "there"}),
                "plain": ResourceDefinition(Plain),
                "square": square,
            },
        ),
        ModeDefinition(
            "small",
            resource_defs={"client": ResourceDefinition(Small), "plain": ResourceDefinition(Plain), "square": square},
        ),
        ModeDefinition(
            "failing",
            resource_defs={"client": ResourceDefinition(Failing), "plain": ResourceDefinition(Plain), "square": square},
        ),
    ]
)
def made_by_classes():
    work()
