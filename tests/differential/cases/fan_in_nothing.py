"""Lists of outputs as an input, and order without data."""
from dagster import InputDefinition, List, Nothing, OutputDefinition, pipeline, solid


@solid(output_defs=[OutputDefinition(Nothing)])
def prepare(_):
    print("@ prepare")


@solid(input_defs=[InputDefinition("ready", Nothing)], output_defs=[OutputDefinition(int)])
def one(_):
    print("@ one")
    return 1


@solid(input_defs=[InputDefinition("factor", int), InputDefinition("ready", Nothing)])
def times(_, factor):
    print("@ times", factor)
    return factor * 10


@solid(input_defs=[InputDefinition("numbers", List[int])])
def gather(_, numbers):
    print("@ gather", numbers)
    return numbers


@solid(input_defs=[InputDefinition("all_done", Nothing)])
def finish(_):
    print("@ finish")


@pipeline
def gathering():
    ready = prepare()
    first = one(ready)
    second = times(ready=ready, factor=first)
    third = times(second, ready)
    gathered = gather([third, first, second])
    finish([gathered, ready])
