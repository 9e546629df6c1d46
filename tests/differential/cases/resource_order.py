"""Resources come up in levels, sorted by key inside a level, and go down in reverse."""
from dagster import ModeDefinition, pipeline, resource, solid


def tracing(name, needs=()):
    @resource(required_resource_keys=set(needs))
    def traced(context):
        values = [getattr(context.resources, need) for need in sorted(needs)]
        print("@ init", name, values)
        yield name.upper()
        print("@ teardown", name)

    return traced


@solid(required_resource_keys={"b", "d"})
def first(context):
    print("@ first", context.resources.b, context.resources.d)
    return 1


@solid(required_resource_keys={"a", "c"})
def second(context, one):
    print("@ second", one, context.resources.a, context.resources.c)


@pipeline(
    mode_defs=[
        ModeDefinition(
            "chain",
            resource_defs={
                "d": tracing("d"),
                "x": tracing("x"),
                "b": tracing("b", ["x"]),
                "c": tracing("c"),
                "a": tracing("a"),
                "unused": tracing("unused"),
                "unused_too": tracing("unused_too", ["unused"]),
            },
        ),
        ModeDefinition(
            "deep",
            resource_defs={
                "a": tracing("a", ["b", "y"]),
                "b": tracing("b", ["c"]),
                "c": tracing("c", ["d"]),
                "d": tracing("d"),
                "y": tracing("y"),
            },
        ),
    ]
)
def ordered():
    second(first())
