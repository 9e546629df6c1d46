"""What an IO manager is told of an input that comes through composites, one by one, mapped and collected."""

from dagster import (
    DynamicOutput,
    DynamicOutputDefinition,
    InputDefinition,
    IOManager,
    ModeDefinition,
    OutputDefinition,
    composite_solid,
    io_manager,
    pipeline,
    solid,
)


class Kept(IOManager):
    def __init__(self):
        self.values = {}

    def handle_output(self, context, obj):
        self.values[tuple(context.get_output_identifier()[1:])] = obj

    def load_input(self, context):
        upstream = tuple(context.upstream_output.get_output_identifier()[1:])
        print("@ load", context.name, context.solid_def.name, context.metadata, upstream)
        return self.values[upstream]


@io_manager
def kept(_):
    return Kept()


@solid(output_defs=[OutputDefinition(io_manager_key="kept")])
def start(_):
    return 1


@solid(output_defs=[DynamicOutputDefinition(io_manager_key="kept")])
def many(_):
    for number in range(2):
        yield DynamicOutput(number, mapping_key=f"k{number}")


@solid(
    input_defs=[InputDefinition("x", metadata={"inner": 1})],
    output_defs=[OutputDefinition(io_manager_key="kept")],
)
def add_one(context, x):
    print("@", context.solid.name, x)
    return x + 1


@solid
def listed(_, values):
    print("@ listed", values)


@composite_solid(input_defs=[InputDefinition("middle", metadata={"middle": 2})])
def inside(middle):
    return add_one.alias("more")(middle)


@composite_solid(input_defs=[InputDefinition("outer", metadata={"outer": 3})])
def outside(outer):
    return inside(outer)


@composite_solid
def gathered(every):
    listed.alias("all_of_them")(every)


MODES = [ModeDefinition("default", resource_defs={"kept": kept})]


@pipeline(mode_defs=MODES)
def through():
    once = outside(start())
    add_one.alias("last")(once)
    listed([once, start.alias("again")()])


@pipeline(mode_defs=MODES)
def mapped():
    numbers = many()
    results = numbers.map(lambda number: add_one.alias("each")(add_one(number)))
    gathered(results.collect())
    listed.alias("these")(results.collect())
