from dagster import pipeline

from jobs.nightly import sweep


@pipeline
def weekly():
    sweep.alias("sweep_all")()
