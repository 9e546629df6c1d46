"""A helper of the project's fills the config of resources from files of each mode."""

import os

from dagster import ModeDefinition, Noneable, StringSource, pipeline, resource, solid
from loading import loader_of

preconfigured = loader_of(os.path.join(os.path.dirname(__file__), "conf"))


@resource({"base": StringSource, "user": str, "region": Noneable(str)})
def token(context):
    return dict(context.resource_config)


def mode(name):
    return ModeDefinition(name, resource_defs={"token": preconfigured(token, name, {"user": str})})


@solid(required_resource_keys={"token"})
def show(context):
    return sorted(context.resources.token.items())


@pipeline(mode_defs=[mode("local"), mode("prod")])
def tokens():
    show()
