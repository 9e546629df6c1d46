"""Second and third attempts."""

from dagster import ModeDefinition, RetryPolicy, RetryRequested, pipeline, resource, solid


@resource
def attempts(_):
    return {}


def count(context):
    name = context.solid.name
    counts = context.resources.attempts
    counts[name] = counts.get(name, 0) + 1
    print(f"{name}: attempt {counts[name]}, retry_number {context.retry_number}")
    return counts[name]


@solid(required_resource_keys={"attempts"})
def asks(context):
    if count(context) < 3:
        raise RetryRequested(max_retries=2)
    return "asked"


@solid(required_resource_keys={"attempts"}, retry_policy=RetryPolicy(max_retries=1))
def is_retried(context):
    if count(context) < 2:
        raise ConnectionError("try again")
    return "retried"


@solid
def quick(_):
    print("quick: while the others wait for their turn")


@solid
def both(_, a, b):
    print(a, b)


@pipeline(mode_defs=[ModeDefinition(resource_defs={"attempts": attempts})])
def trying():
    both(asks(), is_retried())
    quick()
