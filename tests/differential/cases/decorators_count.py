"""Decorators of the author's that change things when what they made is called, not before; hooks that do."""

import queue
from collections import Counter
from functools import wraps

from dagster import failure_hook, pipeline, solid

COUNTS = Counter()
messages = queue.Queue()


def counted(tag=None):
    def decorator(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            COUNTS[tag or fn.__name__] += 1
            return fn(*args, **kwargs)

        return wrapper

    return decorator


@failure_hook
def alarm(context):
    messages.put(context.solid.name)


@counted()
def rows():
    return [1, 2, 3]


@solid
@counted("load")
def load(context):
    return len(rows()) + len(rows())


@solid
def report(context, n):
    print("@ report", n, sorted(COUNTS.items()), messages.qsize())


@alarm
@pipeline
def nightly():
    report(load())
