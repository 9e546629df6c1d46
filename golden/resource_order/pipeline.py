"""The order in which resources come up, whatever the order they are declared in."""

from dagster import ModeDefinition, pipeline, resource, solid


def make(name, *needs):
    """A resource that says when it comes and goes."""

    @resource(required_resource_keys=set(needs))
    def told(init_context):
        given = [getattr(init_context.resources, need) for need in needs]
        print(f"+ {name}{given if given else ''}")
        yield name.upper()
        print(f"- {name}")

    return told


@solid(required_resource_keys={"a", "zoo"})
def use(context):
    print("use", context.resources.a, context.resources.zoo)


@solid(required_resource_keys={"b"})
def use_more(context, start):
    print("use", context.resources.b)


@pipeline(
    mode_defs=[
        ModeDefinition(
            resource_defs={
                # `a` needs the most, so it comes last
                "a": make("a", "m", "d"),
                "zoo": make("zoo"),
                "m": make("m", "x"),
                "x": make("x"),
                "d": make("d"),
                "b": make("b", "zoo"),
                "idle": make("idle", "x"),
            }
        )
    ]
)
def ordering():
    use_more(use())
