"""Methods that make definitions, of a class that the script has: they stay behind."""

from dagster import Field, ModeDefinition, pipeline, resource, solid


class Client:
    def __init__(self, url):
        self.url = url
        self.seen = []

    @classmethod
    def as_resource(cls, default):
        @resource(config_schema={"url": Field(str, default_value=default)})
        def client(context):
            return cls(context.resource_config["url"])

        return client

    def as_solid(self, name):
        @solid(name=name)
        def fetch(_):
            return self.fetch(1)

        return fetch

    def fetch(self, number):
        self.seen.append(number)
        return f"{self.url}/{number}"


LOCAL = Client("local")
fetch_local = LOCAL.as_solid("fetch_local")


@solid(required_resource_keys={"client"})
def show(context, fetched):
    remote = context.resources.client
    return [fetched, remote.fetch(2), LOCAL.seen, isinstance(remote, Client)]


@pipeline(mode_defs=[ModeDefinition("prod", resource_defs={"client": Client.as_resource("far")})])
def fetching():
    show(fetch_local())
