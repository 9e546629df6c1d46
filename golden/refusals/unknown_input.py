from dagster import pipeline, solid


@solid
def one(_):
    return 1


@solid
def double(_, number):
    return 2 * number


@pipeline
def doubling():
    double(nubmer=one())
