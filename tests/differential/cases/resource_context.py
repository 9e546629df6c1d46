"""What a resource's function is given."""
from dagster import Field, ModeDefinition, ResourceDefinition, pipeline, resource, solid


@resource
def no_argument():
    print("@ no argument")
    return 1


@resource()
def odd_name(whatever, extra=5):
    print("@ odd name", whatever.resource_config, extra)
    return 2


def plain_function(init_context):
    print("@ plain function", init_context.resource_config["n"])
    return init_context.resource_config["n"]


made = ResourceDefinition(plain_function, config_schema={"n": Field(int, default_value=3)})


class Client:
    """Made by a lambda."""

    def __init__(self, name):
        self.name = name

    @staticmethod
    @resource(config_schema={"name": str})
    def as_resource(context):
        context.log.info("making a client")
        return Client(context.resource_config["name"])


by_lambda = ResourceDefinition(lambda context: Client("lambda"))
client = ResourceDefinition(resource_fn=lambda context: Client(context.resource_config), config_schema=str)


@resource(required_resource_keys={"client", "made"})
def summary(init_context):
    config = init_context.resource_config
    resources = init_context.resources
    print("@ summary", config, resources.client.name, resources.made, isinstance(init_context.run_id, str))
    return f"{resources.client.name}/{resources.made}"


@solid(required_resource_keys={"no_argument", "odd_name", "made", "by_lambda", "client", "summary"})
def show(context):
    resources = context.resources
    print("@", resources.no_argument, resources.odd_name, resources.made, resources.by_lambda.name, resources.client.name, resources.summary)
    print("@", resources._asdict()["summary"], sorted(resources._fields))


@pipeline(
    mode_defs=[
        ModeDefinition(
            resource_defs={
                "no_argument": no_argument,
                "odd_name": odd_name,
                "made": made,
                "by_lambda": by_lambda,
                "client": client,
                "summary": summary,
            }
        )
    ]
)
def contexts():
    show()
