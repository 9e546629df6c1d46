from dagster import solid

from . import value as package_value

value = "transform"


def helper(items):
    return [f"{item}:{value}:{package_value}" for item in items]


class step:
    pipeline = "not a pipeline"


@solid
def run(context, data):
    result = helper(data)
    print("@ run", result, step.pipeline)
    sys = "shadow"
    json = [sys]
    return result + json
