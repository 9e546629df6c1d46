"""Several pipelines over shared solids and modes."""
from dagster import ModeDefinition, ResourceDefinition, pipeline, repository, solid

FAST = ModeDefinition("fast", resource_defs={"speed": ResourceDefinition.hardcoded_resource(10)})
SLOW = ModeDefinition("slow", resource_defs={"speed": ResourceDefinition.hardcoded_resource(1)})


@solid(required_resource_keys={"speed"})
def move(context, distance: int) -> float:
    print("@ move", context.solid.name, distance, context.resources.speed)
    return distance / context.resources.speed


@solid
def far():
    return 100


@solid
def near():
    return 10


@pipeline(mode_defs=[FAST, SLOW])
def journey():
    move(far())


@pipeline(name="short_trip", mode_defs=[SLOW])
def trip():
    move(near())
    move(near())


@repository
def journeys():
    return [journey, trip]
