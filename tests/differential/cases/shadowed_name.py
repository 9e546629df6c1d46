"""A pipeline called like the solid that it calls."""
from dagster import pipeline, solid


@solid
def report(_):
    print("@ report solid")
    return 1


@solid
def after(_, x):
    print("@ after", x)


@pipeline
def report():  # noqa: F811
    after(report())
