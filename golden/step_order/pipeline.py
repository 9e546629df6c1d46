"""Neither call order nor levels: what becomes ready first runs first."""

from dagster import InputDefinition, Nothing, pipeline, solid


@solid(input_defs=[InputDefinition("after", Nothing)])
def say(context):
    print(context.solid.name)


@solid
def begin(context):
    print(context.solid.name)


def chain(*names):
    """Says the names one after the other."""
    last = begin.alias(names[0])()
    for name in names[1:]:
        last = say.alias(name)(last)
    return last


@pipeline
def telling():
    chain("b", "c")
    end = chain("a", "z", "y")
    say([end, say.alias("x_10")(), say.alias("x_2")()])
    say()
    begin()
    begin()
