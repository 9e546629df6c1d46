"""Factories that do something to the objects that they make, before a solid or a resource has them."""

import collections
import functools
import queue
import types

from dagster import ModeDefinition, ResourceDefinition, pipeline, resource, solid


class Client:
    def __init__(self, name):
        self.name = name
        self.timeout = 1
        self.headers = {}

    def configure(self, **options):
        self.__dict__.update(options)
        return self


class Api:
    def __init__(self, client):
        self.seen = (client.name, client.timeout, sorted(client.headers.items()))


def prepare(client, headers):
    for key, value in headers.items():
        client.headers[key] = value
    setattr(client, "prepared", True)


def counting(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        wrapper.log.append(fn.__name__)
        return fn(*args, **kwargs)

    wrapper.calls = 0
    wrapper.log = []
    return wrapper


def make_solid(name, strict=False):
    client = Client(name)
    client.timeout = 5
    if strict:
        client.timeout += 1
    prepare(client, {"a": 1, "b": name})
    api = Api(client)
    client.configure(timeout=9, late=True)
    same = client
    waiting = queue.Queue()
    for i in range(3):
        waiting.put(i * 2)
    waiting.get()

    class Options:
        depth = 1

    Options.depth = 2

    @counting
    def helper():
        return same is client

    @solid(name=name, required_resource_keys={"client", "space"})
    def inner(context):
        print("@", name, client.timeout, client.late, client.prepared, api.seen, Options.depth)
        print("@", waiting.qsize(), waiting.get(), helper(), helper(), helper.calls, helper.log)
        print("@ resource", context.resources.client.timeout, context.resources.client.tags)
        print("@ space", context.resources.space)

    return inner


def make_mode(name):
    client = Client(name)
    client.timeout = 30
    client.tags = collections.Counter("aab")
    client.tags["c"] += 4
    space = types.SimpleNamespace(x=1)
    space.y = name
    del space.x

    @resource
    def of_space(_):
        return space

    return ModeDefinition(
        name,
        resource_defs={"client": ResourceDefinition.hardcoded_resource(client), "space": of_space},
    )


first, second = make_solid("first"), make_solid("second", strict=True)


@solid
@counting
def last(context, nothing):
    print("@ last")


@pipeline(mode_defs=[make_mode("dev"), make_mode("prod")])
def nightly():
    first()
    last(second())
