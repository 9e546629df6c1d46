from dagster import pipeline, solid


@solid
def double(_, n):
    return 2 * n


@pipeline
def doubling():
    double(21)
