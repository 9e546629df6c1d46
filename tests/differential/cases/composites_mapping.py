"""What flows in and out of composites."""
from dagster import (
    InputDefinition,
    Int,
    List,
    Nothing,
    Output,
    OutputDefinition,
    composite_solid,
    pipeline,
    solid,
)


@solid
def numbers(_):
    return [3, 4]


@solid(output_defs=[OutputDefinition(Int, "small", is_required=False), OutputDefinition(Int, "big", is_required=False)])
def divide(_, values):
    for value in values:
        yield Output(value, "small" if value < 4 else "big")
        break


@solid
def double(context, x: int) -> int:
    print("@", context.solid.name, x)
    return x * 2


@solid
def add_all(context, values: List[int]):
    print("@", context.solid.name, values)
    return sum(values)


@composite_solid(output_defs=[OutputDefinition(Int, "low", is_required=False), OutputDefinition(Int, "high", is_required=False)])
def branch(values):
    small, big = divide(values)
    return {"low": double(small), "high": double.alias("double_big")(big)}


@composite_solid
def fan(x: int, y: int):
    return add_all([double(x), double.alias("also")(y), x])


@solid(input_defs=[InputDefinition("after", Nothing)])
def done(_):
    print("@ done")


@composite_solid(input_defs=[InputDefinition("start", Nothing)])
def ordered(start):
    done(start)


@pipeline
def mapped():
    values = numbers()
    low, high = branch(values)
    total = fan(low, double(low))
    double.alias("never")(high)
    ordered(total)


@pipeline
def from_config():
    fan()
