"""Names that meet once everything is in one file."""
from dagster import ModeDefinition, pipeline, solid

import helpers
from stages import load as loading
from stages.transform import run, value as transform_value

value = "main"


def helper():
    return f"main helper {value} {helpers.value} {transform_value}"


@solid(required_resource_keys={"config", "run"})
def print_all(context, data):
    run = context.resources.run
    print("@ print all", data, context.resources.config, run, helper(), helpers.helper())


@pipeline(mode_defs=[ModeDefinition("m", resource_defs={"config": loading.config, "run": loading.run_resource})])
def again():
    print_all(run(loading.load()))
