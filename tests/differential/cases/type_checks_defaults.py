"""Default values are checked like other values, also where run config has no place for the input."""
from typing import List

from dagster import InputDefinition, RetryPolicy, composite_solid, pipeline, solid


@solid
def listed(_, xs: List[int] = [1, "a"]):
    print("@ listed", xs)


@solid(input_defs=[InputDefinition("xs", List[int], default_value=[2, "b"])], config_schema=str)
def declared(_, xs):
    print("@ declared", xs)


@solid(config_schema=str, retry_policy=RetryPolicy(max_retries=1))
def retried(_, xs: List[int] = ["c"]):
    print("@ retried", xs)


@solid(config_schema=str)
def good(context, xs: List[int] = [1, 2], n: int = 4):
    print("@ good", xs, n, context.solid_config)
    return n


@composite_solid(config_schema=str, config_fn=lambda name: {"good": {"config": name}})
def wrapped_good():
    return good()


@composite_solid(
    output_defs=[],
    config_schema=str,
    config_fn=lambda name: {"declared": {"config": name}, "retried": {"config": name}},
)
def wrapped_bad():
    declared()
    retried()


@solid(config_schema=str)
def plain(_, xs: List[int] = ["d"]):
    print("@ plain", xs)


@composite_solid(output_defs=[], config_schema=str, config_fn=lambda name: {"plain": {"config": name}})
def wrapped_alone():
    plain()


@pipeline
def bad_list():
    listed()


@pipeline
def bad_inside():
    wrapped_bad()


@pipeline
def bad_alone():
    wrapped_alone()


@pipeline
def good_inside():
    wrapped_good()
