import os

from dagster import pipeline, solid


@solid
def step(context):
    print(context.solid.name)


@pipeline
def shaped():
    for name in os.environ["STEPS"].split(","):
        step.alias(name)()
