"""An input that nothing feeds, of a type that run config has no way to give."""

from dagster import pipeline, solid


class Table:
    pass


@solid
def count(_, table: Table):
    return 1


@pipeline
def nightly():
    count()
