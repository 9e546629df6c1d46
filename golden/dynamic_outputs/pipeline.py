"""As many steps as there are words."""

from dagster import DynamicOutput, DynamicOutputDefinition, Field, List, pipeline, solid


@solid(
    config_schema=Field(str, default_value="the quick brown fox"),
    output_defs=[DynamicOutputDefinition(str)],
)
def split(context):
    for word in context.solid_config.split():
        yield DynamicOutput(word, mapping_key=word)


@solid
def capitalise(context, word):
    print(f"{context.get_mapping_key()} -> {word.title()}")
    return word.title()


@solid
def measure(_, word) -> int:
    print(f"measuring {word}")
    return len(word)


@solid
def join(_, words: List[str], lengths: List[int]):
    print(" ".join(words), lengths)


@pipeline
def headline():
    capitalised = split().map(capitalise)
    join(capitalised.collect(), capitalised.map(measure).collect())
