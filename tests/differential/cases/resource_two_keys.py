"""One definition under two keys makes two instances."""
import itertools

from dagster import ModeDefinition, pipeline, resource, solid

numbers = itertools.count(1)


@resource(config_schema=str)
def client(context):
    number = next(numbers)
    print("@ init client", number, context.resource_config)
    yield {"number": number, "name": context.resource_config}
    print("@ teardown client", number)


@solid(required_resource_keys={"source", "target"})
def copy(context):
    print("@ copy", context.resources.source["name"], context.resources.target["name"])
    print("@ same", context.resources.source is context.resources.target)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"target": client, "source": client})])
def copying():
    copy()
