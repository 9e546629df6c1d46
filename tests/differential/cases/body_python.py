"""Ordinary Python in a pipeline's body."""
from dagster import pipeline, solid

STAGES = {"alpha": 2, "beta": 1}
WITH_EXTRA = True


@solid
def begin(_):
    return 0


@solid(config_schema=str)
def stage(context, x):
    print("@", context.solid.name, x, context.solid_config)
    return x + 1


@solid
def end(_, xs):
    print("@ end", xs)


def chain(name, count, value):
    for number in range(count):
        value = stage.alias(f"{name}_{number}")(value)
    return value


@pipeline
def scripted():
    value = begin()
    ends = []
    for name, count in sorted(STAGES.items()):
        ends.append(chain(name, count, value))
    if WITH_EXTRA and len(ends) == 2:
        ends.extend([stage(each) for each in ends])
    end(xs=ends)
