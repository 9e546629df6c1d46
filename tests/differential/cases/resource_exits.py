"""A resource that calls sys.exit while it comes up."""
import sys

from dagster import ModeDefinition, pipeline, resource, solid


@resource
def a_first(_):
    print("@ first up")
    yield
    print("@ first down")


@resource(required_resource_keys={"a_first"})
def leaving(_):
    print("@ leaving")
    sys.exit("no licence")


@solid(required_resource_keys={"leaving"})
def use(_):
    print("@ use")


@pipeline(mode_defs=[ModeDefinition(resource_defs={"a_first": a_first, "leaving": leaving})])
def licensed():
    use()
