"""Nodes that are called the same in a pipeline and in its composites: Dagster takes one for the other."""

from dagster import (
    IOManager,
    ModeDefinition,
    OutputDefinition,
    composite_solid,
    io_manager,
    pipeline,
    solid,
)


@solid
def start(_):
    return 1


@solid(output_defs=[OutputDefinition(io_manager_key="kept")])
def add_one(context, x):
    print("@ add_one", x)
    return x + 1


@solid
def total(_, a, b):
    print("@ total", a, b)


@solid
def listed(_, every):
    print("@ listed", every)


@composite_solid
def comp(number):
    return add_one(number)


@composite_solid
def deep(number):
    once = add_one(number)
    twice = comp(once)
    total.alias("inner_total")(once, twice)
    return once


class Kept(IOManager):
    def __init__(self):
        self.values = {}

    def handle_output(self, context, obj):
        self.values[context.step_key] = obj

    def load_input(self, context):
        print("@ load", context.name, context.solid_def.name, context.upstream_output.step_key)
        return self.values[context.upstream_output.step_key]


@io_manager
def kept(_):
    return Kept()


MODES = [ModeDefinition("default", resource_defs={"kept": kept})]


@pipeline(mode_defs=MODES)
def one():
    a = add_one(start())
    total(a, comp(a))


@pipeline(mode_defs=MODES)
def nested():
    a = add_one(start())
    b = deep.alias("c_deep")(a)
    c = add_one.alias("d_last")(b)
    listed([a, b, c])
    total.alias("z_total")(a, b)
