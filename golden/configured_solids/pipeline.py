"""Solids with part of their config filled in."""

from dagster import Field, configured, pipeline, solid


@solid(config_schema={"text": str, "times": Field(int, default_value=2)})
def greet(context):
    for _ in range(context.solid_config["times"]):
        print(f"{context.solid.name}: {context.solid_config['text']}")


hello = greet.configured({"text": "hello"}, name="hello")


@configured(greet, config_schema={"title": str})
def greet_politely(config):
    return {"text": f"good evening, {config['title']}", "times": 1}


greet_the_king = greet_politely.configured({"title": "Sire"}, name="greet_the_king")


def make_counter(start):
    @solid(name=f"count_from_{start}", config_schema={"to": Field(int)})
    def count(context):
        print(list(range(start, context.solid_config["to"])))

    return count


count_up = make_counter(3).configured({"to": 6}, name="count_up")


@pipeline
def greetings():
    greet()
    hello()
    hello.alias("hello_again")()
    greet_politely()
    greet_the_king()
    count_up()
