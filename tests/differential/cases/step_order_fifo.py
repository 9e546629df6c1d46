"""Order of steps is a queue of what is ready, not the order of calls and not level order."""
from dagster import pipeline, solid


@solid
def a(_):
    print("@ a")
    return 1


@solid
def b(_):
    print("@ b")
    return 2


@solid
def c(_, x):
    print("@ c", x)


@solid
def z(_, x):
    print("@ z", x)


@pipeline
def queue_order():
    c(b())
    z(a())


@solid
def x(_):
    print("@ x")
    return 0


@pipeline
def numbered():
    for _ in range(11):
        x()
