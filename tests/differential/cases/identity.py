"""Values pass by identity through the default io manager."""
from dagster import pipeline, solid


@solid
def make(_):
    return []


@solid
def a_change(_, items):
    items.append("a")
    return items


@solid
def b_change(_, items):
    items.append("b")
    return items


@solid
def compare(_, one, other):
    print("@ compare", one, other, one is other)


@pipeline
def sharing():
    items = make()
    compare(a_change(items), b_change(items))
