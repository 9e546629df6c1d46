"""Outputs by name, by tuple, and not at all."""

from dagster import (
    AssetMaterialization,
    InputDefinition,
    List,
    Nothing,
    Output,
    OutputDefinition,
    pipeline,
    solid,
)


@solid(
    output_defs=[
        OutputDefinition(list, "even"),
        OutputDefinition(list, "odd"),
        OutputDefinition(list, "negative", is_required=False),
    ]
)
def sort_out(_):
    numbers = [3, 8, 4, 1]
    yield Output([n for n in numbers if n % 2 == 0], "even")
    yield AssetMaterialization("sorted_numbers", metadata={"count": len(numbers)})
    negative = [n for n in numbers if n < 0]
    if negative:
        yield Output(negative, "negative")
    yield Output([n for n in numbers if n % 2], output_name="odd")
    print("sorted out")


@solid(output_defs=[OutputDefinition(name="low"), OutputDefinition(name="high")])
def bounds(_, numbers):
    return min(numbers), max(numbers)


@solid
def total(_, numbers):
    print(f"total of {numbers}")
    return sum(numbers)


@solid(input_defs=[InputDefinition("totals", List[int])])
def gather(_, totals):
    print(f"gathered {totals}")


@solid(input_defs=[InputDefinition("after", Nothing)], output_defs=[OutputDefinition(Nothing)])
def close():
    print("closed")


@solid
def show(_, low, high):
    print(f"between {low} and {high}")


@pipeline
def sorting():
    even, odd, negative = sort_out()
    # nobody yields `negative`: its total is skipped, and the list has two elements
    gather([total(even), total.alias("total_negative")(negative), total.alias("total_odd")(odd)])
    limits = bounds(odd)
    show(high=limits.high, low=limits.low)
    close(show.alias("show_again")(limits.low, limits.low))
