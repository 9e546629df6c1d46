"""Teardown, when all goes well and when a solid fails."""

from dagster import ModeDefinition, pipeline, resource, solid


@resource
def room(_):
    print("unlock the room")
    yield "room 7"
    # reached by `next`, also when a solid failed: no exception arrives here
    print("lock the room")


@resource(required_resource_keys={"room"})
def lamp(init_context):
    print(f"light in {init_context.resources.room}")
    try:
        yield "lamp"
    except ValueError:
        print("never printed")
    finally:
        print("light off")


@resource
def calm(_):
    return 0


@resource
def storm(_):
    return 1


@solid(required_resource_keys={"room", "lamp", "weather"})
def work(context):
    print(f"work in {context.resources.room} by the {context.resources.lamp}")
    if context.resources.weather:
        raise ValueError("the roof leaks")
    return "done"


@solid
def tidy(_, done):
    print(f"tidy: {done}")


well = ModeDefinition("well", resource_defs={"room": room, "lamp": lamp, "weather": calm})
badly = ModeDefinition("badly", resource_defs={"room": room, "lamp": lamp, "weather": storm})


@pipeline(mode_defs=[well, badly])
def workday():
    tidy(work())
