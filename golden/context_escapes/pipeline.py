"""Three ways for a context to leave its solid."""

from concurrent.futures import ThreadPoolExecutor

from dagster import ModeDefinition, pipeline, resource, solid
from helpers import describe, lines_of


@resource(config_schema={"extra": [str]})
def words(init_context):
    return vocabulary(init_context)


def vocabulary(context):
    return ["one", "two", *context.resource_config["extra"]]


@solid(required_resource_keys={"words"}, config_schema={"prefix": str})
def handed_over(context):
    for line in lines_of(context, 3):
        print(line)
    print(describe(context))


@solid(required_resource_keys={"words"}, config_schema=int)
def captured(context, _start):
    def work(number):
        return context.resources.words[number % context.solid_config]

    with ThreadPoolExecutor(max_workers=2) as pool:
        print(list(pool.map(work, range(5))))
    return work(0)


@solid(required_resource_keys={"words"})
def asked_by_name(context, word):
    for name in ("solid_config", "retry_number", "pipeline_name"):
        print(name, getattr(context, name))
    kept = {"context": context}
    print(
        word, kept["context"].resources.words[1], context.has_tag("team"), context.get_tag("team")
    )


@pipeline(
    mode_defs=[
        ModeDefinition("only", resource_defs={"words": words.configured({"extra": ["three"]})})
    ],
    tags={"team": "data"},
)
def escaping():
    asked_by_name(captured(handed_over()))
