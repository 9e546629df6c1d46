"""Solids made of solids."""

from dagster import Field, InputDefinition, OutputDefinition, composite_solid, pipeline, solid

GREETINGS = {"sv": "god morgon", "en": "good morning"}


@solid(config_schema={"text": str, "mark": Field(str, default_value=".")})
def say(context):
    return context.solid_config["text"] + context.solid_config["mark"]


@solid
def shout(_, text):
    print(f"shouting {text}")
    return text.upper()


@solid
def join(_, a, b):
    return f"{a} {b}"


def greeting_config(config):
    return {"say": {"config": {"text": GREETINGS[config["language"]], "mark": "!"}}}


@composite_solid(
    config_schema={"language": Field(str, default_value="en")}, config_fn=greeting_config
)
def salute():
    return shout(say())


@composite_solid(output_defs=[OutputDefinition(name="once"), OutputDefinition(name="again")])
def twice():
    text = say()
    return {"once": shout(text), "again": shout.alias("shout_again")(text)}


@composite_solid(input_defs=[InputDefinition("first"), InputDefinition("second")])
def pair(first, second):
    return join(first, shout(second))


@solid
def show(_, text):
    print(text)


@pipeline
def saluting():
    once, again = twice()
    show(pair(salute(), pair.alias("inner")(once, again)))
