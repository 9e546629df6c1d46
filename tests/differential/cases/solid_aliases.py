"""One solid many times over."""
from dagster import InputDefinition, OutputDefinition, pipeline, solid


@solid(config_schema={"by": int})
def add(context, number):
    result = number + context.solid_config["by"]
    print("@", context.solid.name, result)
    return result


@solid
def start(_):
    return 1


@solid(
    name="split_number",
    input_defs=[InputDefinition("number", int)],
    output_defs=[OutputDefinition(int, "half"), OutputDefinition(int, "rest")],
)
def split(_, number):
    print("@ split", number)
    return number // 2, number % 2


@solid
def show(_, label, value):
    print("@ show", label, value)


@solid
def word(_):
    return "word"


@pipeline
def aliased():
    first = add(start())
    second = add(first)
    third = add.alias("add_last")(second)
    half, rest = split(third)
    parts = split.alias("again")(half)
    show(word(), rest)
    show(label=word.alias("other_word")(), value=parts.half)
    show.alias("shown_last").tag({"kind": "print"})(value=parts.rest, label=word.alias("third_word")())
