"""Objects as decorators of what factories make: they wrap, and keep what they count."""

import functools

from dagster import pipeline, solid


class Retry:
    """Another try for errors of a kind."""

    def __init__(self, times=2, kind=ValueError):
        self.times = times
        self.kind = kind
        self.calls = 0

    def __call__(self, fn):
        """Wraps a function."""

        @functools.wraps(fn)
        def inner(*args, **kwargs):
            self.calls += 1
            for attempt in range(self.times):
                try:
                    return fn(*args, **kwargs)
                except self.kind as error:
                    print("@ again", attempt, error, self.calls)
            return None

        return inner


SHARED = Retry(3, KeyError)


def work(name, fails=False):
    @solid(name=name)
    @Retry(times=len(name))
    @SHARED
    def _work(context):
        print("@ run", context.solid.name, SHARED.calls)
        if fails:
            raise ValueError(name)
        return name

    return _work


def joined(separator):
    retry = Retry(1, TypeError)

    @retry
    def join(parts):
        return separator.join(parts)

    return join


with_commas, with_dots = joined(","), joined(".")


@solid
def show(_, parts):
    print("@", with_commas([part or "-" for part in parts]), with_dots(parts), SHARED.calls)


@pipeline
def retried():
    show([work("one")(), work("three", fails=True)(), work("ab")()])
