"""Outputs that may not come, and what is skipped without them."""
from dagster import InputDefinition, Nothing, Output, OutputDefinition, pipeline, solid


@solid(
    config_schema={"numbers": [int]},
    output_defs=[
        OutputDefinition(name="even", is_required=False),
        OutputDefinition(name="odd", is_required=False),
        OutputDefinition(name="count"),
    ],
)
def sort_out(context):
    numbers = context.solid_config["numbers"]
    even = [number for number in numbers if number % 2 == 0]
    odd = [number for number in numbers if number % 2]
    if even:
        yield Output(even, "even")
    yield Output(len(numbers), output_name="count")
    if odd:
        yield Output(odd, "odd")
    print("@ sorted out")


@solid
def use_even(_, numbers):
    print("@ even", list(numbers))
    return sum(numbers)


@solid
def use_odd(_, numbers):
    print("@ odd", list(numbers))
    return sum(numbers)


@solid
def total(_, sums, count):
    print("@ total", sums, count)


@solid(input_defs=[InputDefinition("after", Nothing)])
def log_even(_):
    print("@ log even")


@pipeline
def sorting():
    even, odd, count = sort_out()
    even_sum = use_even(even)
    total([even_sum, use_odd(odd)], count)
    log_even(after=even_sum)
