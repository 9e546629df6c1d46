"""Inputs are loaded and checked by name, whatever the signature's order."""
from dagster import InputDefinition, pipeline, solid


@solid
def z_value(_):
    return "z"


@solid
def a_value(_):
    return "a"


@solid
def use(_, zed: int, abc: int):
    print("@ use", zed, abc)


@solid(input_defs=[InputDefinition("b"), InputDefinition("a")])
def use_defs(_, a, b):
    print("@ defs", a, b)


@pipeline
def ordering():
    use(z_value(), a_value())
    use_defs(z_value.alias("first_b")(), a_value.alias("second_a")())
