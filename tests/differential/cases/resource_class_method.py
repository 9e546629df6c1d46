"""Class methods where a resource's function is wanted, inherited ones and ones that call `super()` among them."""

from dagster import ModeDefinition, ResourceDefinition, pipeline, solid


class Base:
    prefix = "base"

    def __init__(self, host, port=1):
        self.host, self.port = host, port

    @classmethod
    def from_context(cls, context):
        print("@ made", cls.__name__, cls.prefix, context.resource_config)
        return cls(**context.resource_config)

    @classmethod
    def anywhere(cls):
        return cls("anywhere")


class Remote(Base):
    prefix = "remote"


class Checked(Remote):
    @classmethod
    def from_context(cls, init_context):
        made = super().from_context(init_context)
        made.port += 1
        return made


SCHEMA = {"host": str}
remote = ResourceDefinition(Remote.from_context, config_schema=SCHEMA)
checked = ResourceDefinition(resource_fn=Checked.from_context, config_schema=SCHEMA)


@solid(required_resource_keys={"client"})
def ask(context):
    client = context.resources.client
    print("@ ask", type(client).__name__, client.host, client.port)


@pipeline(
    mode_defs=[
        ModeDefinition("remote", resource_defs={"client": remote.configured({"host": "there"})}),
        ModeDefinition("checked", resource_defs={"client": checked}),
        ModeDefinition("anywhere", resource_defs={"client": ResourceDefinition(Base.anywhere)}),
    ]
)
def asking():
    ask()
