"""Functions, lambdas, generators, context managers, classes."""

from contextlib import contextmanager

from dagster import ModeDefinition, ResourceDefinition, pipeline, resource, solid


class Session:
    """A context manager of its own: given to the solids as it is."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print(f"{self.name} entered")
        return self

    def __exit__(self, *exception):
        print(f"{self.name} left")


@resource
def session(_):
    return Session("session")


@resource
@contextmanager
def managed(_):
    print("never entered")
    yield "managed"


@resource
def inside_with(_):
    with Session("outer") as outer, Session("inner"):
        yield outer.name
        print("still inside")


@resource
def either(_, flag=False):
    """Returns in one case and would yield in the other: a generator function all the same."""
    if flag:
        return
    yield "either"


@resource
def one_each(_):
    """Under two keys, made twice."""
    return []


by_hand = ResourceDefinition(lambda _: "by hand")
by_hand_with_schema = ResourceDefinition(
    resource_fn=lambda context: context.resource_config["n"] + 1,
    config_schema={"n": int},
).configured({"n": 41})


@solid(
    required_resource_keys={
        "session",
        "managed",
        "inside",
        "either",
        "left",
        "right",
        "by_hand",
        "counted",
    }
)
def look(context):
    r = context.resources
    with r.session as entered:
        print(entered.name)
    print(type(r.managed).__name__)
    print(r.inside, r.either, r.by_hand, r.counted)
    r.left.append(1)
    print(r.left, r.right)


@pipeline(
    mode_defs=[
        ModeDefinition(
            resource_defs={
                "session": session,
                "managed": managed,
                "inside": inside_with,
                "either": either,
                "left": one_each,
                "right": one_each,
                "by_hand": by_hand,
                "counted": by_hand_with_schema,
            }
        )
    ]
)
def looking():
    look()
