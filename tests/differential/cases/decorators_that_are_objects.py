"""Objects and classes as decorators: what they enter in tables, definitions are made of."""

from dagster import pipeline, solid

TABLE = []
REGISTRY = {}


class tag:
    def __init__(self, name):
        self.name = name

    def __call__(self, fn):
        TABLE.append((self.name, fn))
        return fn


class Registry:
    def __init__(self):
        self.functions = {}

    def __call__(self, name):
        def wrap(fn):
            self.functions[name] = fn
            return fn

        return wrap


class Kept:
    def __init__(self, fn):
        self.fn = fn
        self.name = fn.__name__
        TABLE.append((self.name, self))

    def __call__(self, *args):
        return self.fn(*args)


class Step:
    def __init__(self, name):
        self.name = name
        self.after = []

    def __rshift__(self, other):
        other.after.append(self)
        return other

    def __call__(self, fn):
        self.fn = fn
        REGISTRY[self.name] = self
        return self

    def solid(self):
        fn, name = self.fn, self.name

        @solid(name=name)
        def made(_):
            print("@", name, fn(2), [each.name for each in self.after])

        return made


registry = Registry()


@tag("one")
def one(x):
    return x + 1


@registry("two")
def two(x):
    return x + 2


@Kept
def three(x):
    return one(x) + 3


@Kept
def four(x):
    return three(x) + 4


@Step("double")
def double(x):
    return x * 2


@Step("triple")
def triple(x):
    return x * 3


double >> triple


def make(name, fn):
    @solid(name=f"made_{name}")
    def made(_):
        print("@", name, fn(1))

    return made


@pipeline
def tabled():
    for name, fn in TABLE:
        make(name, fn)()
    for name, fn in registry.functions.items():
        make(name, fn)()
    for step in REGISTRY.values():
        step.solid()()
