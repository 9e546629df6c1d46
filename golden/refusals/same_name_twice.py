from dagster import pipeline, solid


@solid
def work(_):
    return 1


@pipeline
def working():
    work.alias("again")()
    work.alias("again")()
