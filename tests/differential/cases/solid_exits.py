"""sys.exit in a solid leaves everything but the teardown behind."""
import sys

from dagster import ModeDefinition, pipeline, resource, solid


@resource
def lock(_):
    print("@ lock")
    try:
        yield "lock"
    finally:
        print("@ unlock")


@solid(required_resource_keys={"lock"}, config_schema={"code": int})
def leave(context):
    print("@ leaving")
    sys.exit(context.solid_config["code"])


@solid
def other(_):
    print("@ other")


@solid
def zlast(_):
    print("@ zlast")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"lock": lock})])
def leaving():
    leave()
    other()
    zlast()
