"""A resource is a function that gives a value."""

from dagster import ModeDefinition, pipeline, resource, solid


class Counter:
    """Counts up from wherever it stands."""

    def __init__(self, name):
        self.name = name
        self.value = 0

    def next(self):
        self.value += 1
        return f"{self.name}{self.value}"


@resource
def ticket_counter(init_context):
    print("opening the counter")
    return Counter("T")


@resource
def no_context():
    print("opening the other counter")
    return Counter("V")


@solid(required_resource_keys={"tickets"})
def arrive(context):
    return context.resources.tickets.next()


@solid(required_resource_keys={"tickets", "vouchers"})
def be_served(context, ticket):
    # the same counter as in `arrive`: it goes on counting
    print(ticket, context.resources.tickets.next(), context.resources.vouchers.next())


@pipeline(
    mode_defs=[ModeDefinition(resource_defs={"tickets": ticket_counter, "vouchers": no_context})]
)
def queue():
    be_served(arrive())
