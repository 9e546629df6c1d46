"""What module-level code reads of definitions, used by code that runs: names, descriptions, tables of them."""

from dagster import ModeDefinition, pipeline, resource, solid


@solid
def first(_):
    return 1


@solid(description="the second one")
def second(_, x):
    return x + 1


@resource(description="a place")
def place(_):
    return "here"


NAME = second.name
NAMES = [each.name for each in (first, second)]
TEXT = f"{second.description}: {NAME}"
NUMBERS = {first.name: 1, second.name: (2, None)}
MODES = [ModeDefinition(name, resource_defs={"place": place}) for name in ("a", "b")]
MODE_NAMES = tuple(mode.name for mode in MODES)


@solid(required_resource_keys={"place"})
def show(context, x):
    return [x, NAME, NAMES, TEXT, NUMBERS[NAME], MODE_NAMES, context.resources.place]


@pipeline(mode_defs=MODES)
def naming():
    show(second(first()))
