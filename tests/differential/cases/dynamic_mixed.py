"""A dynamic output beside an ordinary one, and composites that are mapped."""
from dagster import DynamicOutput, DynamicOutputDefinition, Output, OutputDefinition, composite_solid, pipeline, solid


@solid(output_defs=[DynamicOutputDefinition(name="items"), OutputDefinition(name="count")])
def split(_):
    words = "one two three".split()
    yield Output(len(words), "count")
    for word in words:
        yield DynamicOutput(word, output_name="items", mapping_key=word)


@solid
def upper(context, word):
    print("@", context.solid.name, word)
    return word.upper()


@solid(output_defs=[OutputDefinition(is_required=False)])
def drop_short(_, word):
    print("@ drop", word)
    if len(word) > 3:
        yield Output(word)


@composite_solid
def clean(word):
    return drop_short(upper(word))


@solid
def join(_, words, count):
    print("@ join", words, count)


@pipeline
def mixed():
    items, count = split()
    cleaned = items.map(clean)
    join(cleaned.collect(), count)
