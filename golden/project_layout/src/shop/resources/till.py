from dagster import resource

from .. import settings


class Till:
    taken = 0

    def take(self, amount):
        self.taken += amount
        return f"{amount} {settings.setting('day', 'currency')}"


@resource(required_resource_keys={"shelf"})
def till(init_context):
    counter = Till()
    yield counter
    print(f"taken: {counter.taken}, left: {init_context.resources.shelf.items}")
