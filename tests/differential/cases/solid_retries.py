"""Retries asked for, by policy, and used up."""
import itertools

from dagster import Backoff, Failure, ModeDefinition, RetryPolicy, RetryRequested, pipeline, resource, solid

attempts = itertools.count(1)


@resource
def session(_):
    print("@ init")
    yield "session"
    print("@ teardown")


@solid(required_resource_keys={"session"})
def asks(context):
    print("@ asks", context.retry_number)
    if context.retry_number < 2:
        raise RetryRequested(max_retries=3)
    return context.retry_number


@solid
def asks_too_often(context):
    print("@ asks too often", context.retry_number)
    try:
        raise ConnectionError("no line")
    except ConnectionError as error:
        raise RetryRequested(max_retries=1) from error


@solid(retry_policy=RetryPolicy(max_retries=2, delay=0.01, backoff=Backoff.EXPONENTIAL))
def by_policy(context, x):
    print("@ by policy", x, context.retry_number)
    if next(attempts) < 3:
        raise ValueError("not yet")
    return "done"


@solid(retry_policy=RetryPolicy(max_retries=1))
def used_up(context):
    print("@ used up", context.retry_number)
    raise Failure("never")


@solid
def at_invocation(context):
    print("@ at invocation", context.retry_number)
    raise KeyError("k")


@solid
def after(_, x):
    print("@ after", x)


@solid
def other(_):
    print("@ other")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"session": session})])
def retrying():
    after(by_policy(asks()))
    after.alias("after_too_often")(asks_too_often())
    used_up()
    at_invocation.with_retry_policy(RetryPolicy(max_retries=2))()
    other()


@pipeline(solid_retry_policy=RetryPolicy(max_retries=1))
def retrying_all():
    at_invocation()
    other()
