"""What a solid gives, indexed in a pipeline's body as if it were the value."""

from dagster import pipeline, solid


@solid
def fetch(_):
    return {"rows": [1, 2]}


@solid
def count(_, rows):
    return len(rows)


@pipeline
def nightly():
    count(fetch()["rows"])
