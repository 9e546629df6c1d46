"""Falsy values where a dict belongs: Dagster crashes, modec answers (deliberate difference 5)."""
from dagster import Selector, pipeline, solid


@solid(config_schema={"shape": {"a": int}, "choice": Selector({"x": int, "y": int})})
def show(context):
    print("@ show", context.solid_config["shape"]["a"])


@pipeline
def falsy():
    show()
