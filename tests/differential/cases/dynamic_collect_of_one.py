"""A composite that is mapped gives what does not depend on the element: there is nothing to collect."""
from dagster import (
    DynamicOutput,
    DynamicOutputDefinition,
    InputDefinition,
    OutputDefinition,
    composite_solid,
    pipeline,
    solid,
)


@solid(output_defs=[DynamicOutputDefinition(int)])
def numbers(_):
    for number in range(2):
        yield DynamicOutput(number, mapping_key=str(number))


@solid
def shown(_, x):
    print("@ shown", x)
    return x


@solid
def once(_):
    print("@ once")
    return "once"


@solid
def total(_, values):
    print("@ total", values)


@solid(input_defs=[InputDefinition("values", default_value="by default")])
def lenient(_, values):
    print("@ lenient", values)


@composite_solid(output_defs=[OutputDefinition(name="each"), OutputDefinition(name="one")])
def mixed(x):
    return {"each": shown(x), "one": once()}


@pipeline
def collects_each():
    total(numbers().map(shown).collect())


@pipeline
def collects_one():
    total(numbers().map(lambda x: mixed(x).one).collect())


@pipeline
def collects_the_default():
    lenient(numbers().map(lambda x: mixed(x).one).collect())


@pipeline
def collects_all():
    total(numbers().map(lambda x: mixed(x).each).collect())
