"""Default values: of signatures, of definitions, and in config."""
from dagster import InputDefinition, Nothing, String, pipeline, solid


@solid
def one(_):
    return 1


@solid
def defaults(_, given, text: str = "default text", number: int = 3, items=("a",)):
    print("@ defaults", given, text, number, items)


@solid(input_defs=[InputDefinition("word", String, default_value="word")])
def only_default(_, word):
    print("@ only default", word)


@solid
def keyword_only(_, *, key: int = 8):
    print("@ keyword only", key)


@solid(input_defs=[InputDefinition("go", Nothing)])
def nothing_unconnected(_):
    print("@ nothing unconnected")


@solid
def without_context(number: int = 5):
    print("@ without context", number)


@pipeline
def defaulting():
    defaults(one())
    only_default()
    keyword_only()
    nothing_unconnected()
    without_context()
